/** Generated from /openapi.json by `npm run generate:client`; not to be edited. */

export interface paths {
  '/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who asks, how that was proven, and what they may do */
    get: operations['SessionController_read'];
    put?: never;
    /** Sign in by name and password; the answer sets a cookie */
    post: operations['SessionController_signIn'];
    /** Sign out; asking twice is asking once */
    delete: operations['SessionController_signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/session/pin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in at a shared terminal by name and PIN: an operator at most, and not for long */
    post: operations['SessionController_signInByPin'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/session/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change one's own password; other sign-ins of the account end
     * @description Needs a viewer, or a device with the scope read.
     */
    put: operations['SessionController_changePassword'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who is signed in and from where, last used first
     * @description Needs an administrator.
     */
    get: operations['SessionsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{session}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End one sign-in
     * @description Needs an administrator.
     */
    delete: operations['SessionsController_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/people': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All accounts, by name
     * @description Needs an administrator.
     */
    get: operations['PeopleController_list'];
    put?: never;
    /**
     * Make an account; the first one is an administrator, and shuts the API
     * @description Needs an administrator.
     */
    post: operations['PeopleController_make'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/people/{account}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change role, stations or password, disable or enable; who is disabled or gets a new password is signed out
     * @description Needs an administrator.
     */
    patch: operations['PeopleController_change'];
    trace?: never;
  };
  '/v1/people/{account}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where an account is signed in, last used first
     * @description Needs an administrator.
     */
    get: operations['PeopleController_sessions'];
    put?: never;
    post?: never;
    /**
     * Sign an account out everywhere
     * @description Needs an administrator.
     */
    delete: operations['PeopleController_endSessions'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/device-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All keys of devices by name, those that were revoked too; never the keys themselves
     * @description Needs an administrator.
     */
    get: operations['DeviceKeysController_list'];
    put?: never;
    /**
     * Make a key for a device; it is shown this once
     * @description Needs an administrator.
     */
    post: operations['DeviceKeysController_make'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/device-keys/{device}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke a key for good; its name is free again
     * @description Needs an administrator.
     */
    delete: operations['DeviceKeysController_revoke'];
    options?: never;
    head?: never;
    /**
     * Change scopes, stations or expiry
     * @description Needs an administrator.
     */
    patch: operations['DeviceKeysController_change'];
    trace?: never;
  };
  '/v1/device-keys/{device}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make another key in the place of one, which opens nothing from then on; it is shown this once
     * @description Needs an administrator.
     */
    post: operations['DeviceKeysController_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The audit trail of the service (people, sign-ins, keys), with `of=all` of every station too, newest first
     * @description Needs an administrator.
     */
    get: operations['AuditController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All entries that are asked for as a file, newest first
     * @description Needs an administrator.
     */
    get: operations['AuditController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Go over the whole audit trail: which entries are not as they were written
     * @description Needs an engineer.
     */
    get: operations['AuditController_verify'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/system': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Processes, queues, failed frames, disk and versions: where to look when something is wrong
     * @description Needs an engineer.
     */
    get: operations['SystemController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/inspections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Inspections, newest first, by station, verdict, part, lot, model, family and time
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['InspectionsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/inspections/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All inspections that are asked for as CSV, newest first, unbounded
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['InspectionsController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/passport': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A part's passport: all frames of all stations that show it, with verdicts, models and answers
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['PassportController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A station over a period: rates against the promise, p-chart, families, answers, changes; as JSON or CSV
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ReportsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All stations, by name
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One station
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationsController_read'];
    /**
     * Make a station, or replace all of its settings
     * @description Needs an engineer.
     */
    put: operations['StationsController_put'];
    post?: never;
    /**
     * Delete a station with everything that it owns
     * @description Needs an administrator.
     */
    delete: operations['StationsController_delete'];
    options?: never;
    head?: never;
    /**
     * Change some of the settings
     * @description Needs an engineer.
     */
    patch: operations['StationsController_patch'];
    trace?: never;
  };
  '/v1/stations/{station}/settings-changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Settings that waited for a second person, or do, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['SettingsChangesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/settings-changes/{change}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve settings that another person asked for
     * @description Needs an engineer.
     */
    post: operations['SettingsChangesController_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/settings-changes/{change}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraw settings that wait for a second person
     * @description Needs an engineer.
     */
    post: operations['SettingsChangesController_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's sources, with the state of each
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['SourcesController_list'];
    put?: never;
    /**
     * Add a source; it is tried first
     * @description Needs an engineer.
     */
    post: operations['SourcesController_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/sources/{source}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One source, with its state
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['SourcesController_read'];
    put?: never;
    post?: never;
    /**
     * Remove a source; its files stay where they are
     * @description Needs an engineer.
     */
    delete: operations['SourcesController_remove'];
    options?: never;
    head?: never;
    /**
     * Change, pause or resume a source; new settings are tried first
     * @description Needs an engineer.
     */
    patch: operations['SourcesController_change'];
    trace?: never;
  };
  '/v1/stations/{station}/inputs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's input, and the choices with what each costs a frame
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['InputsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's models, newest version first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ModelsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A model's manifest: its backbone, bank, region, limits and certificate
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ModelsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/bank': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A model's memory bank, a safetensors file: what a replay scores with
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ModelsController_bank'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/second-bank': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The memory bank of a model's second input, a safetensors file
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ModelsController_secondBank'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a model the active one; 202 when it waits for a second person
     * @description Needs an engineer.
     */
    post: operations['ActivationsController_activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Back to the model that was active before; needs no second person
     * @description Needs an engineer.
     */
    post: operations['ActivationsController_rollBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/activations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every change of the active model, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ActivationsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/activations/{activation}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve an activation that another person asked for
     * @description Needs an engineer.
     */
    post: operations['ActivationsController_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/activations/{activation}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraw an activation that waits
     * @description Needs an engineer.
     */
    post: operations['ActivationsController_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The audit trail: who did what to the station, newest first; outlives the station
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['LifecycleRecordsController_audit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/embeddings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The kept embeddings: how many, and what that costs on the disk
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['LifecycleRecordsController_kept'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/rehearsals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replay a model over stored inspections and every reviewed frame
     * @description Needs an engineer.
     */
    post: operations['RehearsalsController_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/rehearsals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's rehearsals, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['RehearsalsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rehearsals/{rehearsal}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a rehearsal that waits or runs; asking twice is asking once
     * @description Needs an engineer.
     */
    post: operations['RehearsalsController_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rehearsals/{rehearsal}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One rehearsal; with Accept: text/event-stream, as it goes on
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['RehearsalsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/normals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's normals, newest first; ?state=in for those that teach
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['NormalsController_list'];
    put?: never;
    /**
     * Add one frame of a good part as the body, or several as multipart/form-data
     * @description Needs an engineer.
     */
    post: operations['NormalsController_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/normals/{normal}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a normal; models that learned from it stay as they are
     * @description Needs an engineer.
     */
    delete: operations['NormalsController_delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/normals/{normal}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The bytes as they were sent
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['NormalsController_image'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/normals/{normal}/thumbnail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A small JPEG
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['NormalsController_thumbnail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/odd-normals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The normals that set a model's limits, what makes them odd, and what would follow
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['OddNormalsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/normals/{normal}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Call a normal typical, rare but good, or not good; counts from the next calibration on
     * @description Needs an engineer.
     */
    post: operations['OddNormalsController_decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A model's limits in force, who set them, and the scores around them
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['LimitsController_read'];
    /**
     * Set a model's limits by hand; 202 when it waits for a second person
     * @description Needs an engineer.
     */
    put: operations['LimitsController_set'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/limits/what-if': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What other limits would do; changes nothing
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['LimitsController_whatIf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/limits/clear': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Back to the limits of the calibration; needs no second person
     * @description Needs an engineer.
     */
    post: operations['LimitsController_clear'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/limit-changes/{change}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve limits that another person asked for
     * @description Needs an engineer.
     */
    post: operations['LimitsController_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/limit-changes/{change}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraw limits that wait for a second person
     * @description Needs an engineer.
     */
    post: operations['LimitsController_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/camera': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The state of the camera: invalid frames in a row, and why
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CameraController_state'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/mask': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The mask image as it is kept: black and white
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CameraController_image'];
    /**
     * Set the mask image, over the whole frame: white counts, black is ignored
     * @description Needs an engineer.
     */
    put: operations['CameraController_put'];
    post?: never;
    /**
     * Take the mask image away; polygons stay
     * @description Needs an engineer.
     */
    delete: operations['CameraController_clear'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/mask/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All masks and the region of interest over the newest normal
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CameraController_preview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/quarantine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Normals that were set aside, with the reasons, last set aside first; ?state= for those that wait
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['QuarantineController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/quarantine/{normal}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Use a normal after all, or keep it out; the other decision takes it back. Models stay as they are
     * @description Needs an engineer.
     */
    post: operations['QuarantineController_decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/calibrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's calibrations, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CalibrationsController_list'];
    put?: never;
    /**
     * Build a model from the station's normals
     * @description Needs an engineer.
     */
    post: operations['CalibrationsController_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/calibrations/{calibration}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a calibration that waits or runs; asking twice is asking once
     * @description Needs an engineer.
     */
    post: operations['CalibrationsController_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/calibrations/{calibration}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One calibration; with Accept: text/event-stream, as it goes on
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CalibrationsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/certificate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A model's certificate, with what ties it to the model
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CertificatesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/smallest-defect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which pasted marks the model finds, by size, contrast and place: synthetic
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CertificatesController_smallest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/certificate.html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The same as a page to print and sign, whole in itself
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CertificatesController_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/frames': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Push one frame as the body, or several as multipart/form-data
     * @description Needs a device with the scope ingest, or an engineer.
     */
    post: operations['IngestController_push'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Frames, newest first; state=failed lists what could not be inspected
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FramesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One frame, with its inspection once it has one
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FramesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The bytes as they were sent
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FramesController_image'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/thumbnail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A small JPEG
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FramesController_thumbnail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/heatmap': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The frame under its anomaly map, as PNG
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FramesController_heatmap'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/verdict': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The verdict that holds of a frame, who said it, and its inspection, also a late one
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['VerdictsController_verdict'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/frames/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Put failed frames of a station back in, oldest first; ask again until none is left
     * @description Needs an operator, or a device with the scope operate.
     */
    post: operations['RetriesController_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Put a failed frame back in
     * @description Needs an operator, or a device with the scope operate.
     */
    post: operations['RetriesController_retryOne'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/storage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The room that there is for pictures, and when it is used up
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StorageController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/store': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The agreement of the blob store with the records
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StoreController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/store/adopt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make the store of this API the one of the records, after the old one was lost
     * @description Needs an administrator.
     */
    post: operations['StoreController_adopt'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/similar': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Frames that look like this one, most similar first; as JSON or CSV
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['SimilarController_find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/nearest-normal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The nearest normal: its image, a thumbnail, or the places as JSON
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['NearestNormalController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Alerts, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['AlertsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/alerts/open': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How many alerts wait for an acknowledgement, by station
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['AlertsController_open'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/alerts/acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Acknowledge several alerts with one reason, or answer each of their frames as well
     * @description Needs an operator, or a device with the scope operate.
     */
    post: operations['AlertsController_acknowledgeAll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/alerts/{alert}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One alert
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['AlertsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/alerts/{alert}/acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Acknowledge an alert; the first acknowledgement stands
     * @description Needs an operator, or a device with the scope operate.
     */
    post: operations['AlertsController_acknowledge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Live events as server-sent events: inspection, alert, frame-failed, calibration, model-activated
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['EventsController_listen'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/drift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The drift tests: whether good parts have moved away from what the model learned
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['DriftController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person's answer: ok, defect or unsure; it takes the place of one before
     * @description Needs an operator, or a device with the scope operate.
     */
    post: operations['ReviewsController_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/frames/{frame}/reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All answers to a frame, newest first; those that were undone too
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ReviewsController_ofFrame'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/reviews/{review}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Undo an answer: its entry leaves the defect memory, its normal goes unless it was learned from
     * @description Needs an operator, or a device with the scope operate.
     */
    delete: operations['ReviewsController_undo'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * People's answers, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationReviewsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/review-queue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Frames whose answer could change something, the worthiest first; with drawn parts among them, blind
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationReviewsController_queue'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/review-figures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The figures of what the answers did
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationReviewsController_figures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/defect-memory': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Remembered defects with the verdicts that they changed, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationReviewsController_remembered'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/defect-memory/{entry}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One entry with the patches that it remembers
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['StationReviewsController_entry'];
    put?: never;
    post?: never;
    /**
     * Take an entry out; scores are as before it, to the bit
     * @description Needs an engineer.
     */
    delete: operations['StationReviewsController_forget'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/escapes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The share of passed parts that is defective: estimated, and at most at 95 %
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['EscapesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/golden-parts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's known good and known bad parts
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['GoldenPartsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/golden-parts/{part}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Make a golden part, or replace it
     * @description Needs an engineer.
     */
    put: operations['GoldenPartsController_put'];
    post?: never;
    /**
     * Take a golden part away; the log of its showings stays
     * @description Needs an engineer.
     */
    delete: operations['GoldenPartsController_delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/challenges': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The log: every challenge with every showing, newest first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ChallengesController_list'];
    put?: never;
    /**
     * Open a challenge: every golden part is to be shown
     * @description Needs an operator, or a device with the scope operate.
     */
    post: operations['ChallengesController_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/gate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The gate: whether the station takes production frames, until when, and why
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['ChallengesController_gate'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analyses/{analysis}/map': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The points of a map, with verdict, label and time of each as of now
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['MapsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analyses/{analysis}/curves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Loss and held-out figure of a finished training
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['CurvesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/families': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Alerts by the look of their defects
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FamiliesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/families/{family}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One family, with its alerts and how many came in which hour
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FamiliesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Give a family a name, or take it away
     * @description Needs an engineer.
     */
    patch: operations['FamiliesController_rename'];
    trace?: never;
  };
  '/v1/stations/{station}/incidents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Runs of alerts of one look that came without a long gap
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FamiliesController_incidents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/names': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The names that reviews have taught, and how well they are told apart
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FamiliesController_names'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/duplicates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Frames that show what another one showed shortly before
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['FamiliesController_duplicates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/incidents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Incidents of all stations, the one that ended last first
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['IncidentsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/wall': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every station at a glance: last frame, alarm rate, gate, camera, job, open alerts
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['WallController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The pictures, newest first, each with the verdict of the active model or of ?model=
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestSetsController_list'];
    put?: never;
    /**
     * Add one picture of a known part as the body, or several as multipart/form-data; what is said of them may be fields too
     * @description Needs an engineer.
     */
    post: operations['TestSetsController_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/from-review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add the picture of a reviewed frame, good or bad as a person answered, with name and region
     * @description Needs an engineer.
     */
    post: operations['TestSetsController_addReviewed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/{picture}/mask': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The mask as it was sent
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestPicturesController_mask'];
    /**
     * Set a bad part's mask: white where the defect is, over the whole picture
     * @description Needs an engineer.
     */
    put: operations['TestSetsController_setMask'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/{picture}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take a picture out of the test set, with all scores of it
     * @description Needs an engineer.
     */
    delete: operations['TestSetsController_delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The figures of a model on the test set, at the limits it has now; the active model without ?model=
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestReportsController_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/models/{model}/comparison': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A model against the active one, or ?against=, on the test set: which bad parts one catches and the other passes
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestReportsController_comparison'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/{picture}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The bytes as they were sent
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestPicturesController_image'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/{picture}/thumbnail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A small JPEG
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestPicturesController_thumbnail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/test-set/{picture}/heatmap': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The picture under a model's anomaly map, as PNG; without ?model= the active one's
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['TestPicturesController_heatmap'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stations/{station}/analyses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The station's analyses, newest first, of one kind or of all
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['AnalysesController_list'];
    put?: never;
    /**
     * Ask for a map, a grouping of alerts, names for defects or a training
     * @description Needs an engineer.
     */
    post: operations['AnalysesController_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analyses/{analysis}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End an analysis; one that has ended stays as it is
     * @description Needs an engineer.
     */
    post: operations['AnalysesController_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analyses/{analysis}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One analysis; with Accept: text/event-stream, as it goes on
     * @description Needs a viewer, or a device with the scope read.
     */
    get: operations['AnalysesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    WhoAmI: {
      open: boolean;
      accounts: boolean;
      pins: boolean;
      who: {
        name: string | null;
        /** @enum {string} */
        proof: 'session' | 'pin' | 'key' | 'device-key' | 'said';
        /** @enum {string|null} */
        role: 'viewer' | 'operator' | 'engineer' | 'administrator' | null;
        scopes: ('ingest' | 'read' | 'operate')[];
        stations: string[] | null;
        /** Format: date-time */
        expiresAt: string | null;
      } | null;
    };
    SignedIn: {
      open: boolean;
      accounts: boolean;
      pins: boolean;
      who: {
        name: string | null;
        /** @enum {string} */
        proof: 'session' | 'pin' | 'key' | 'device-key' | 'said';
        /** @enum {string|null} */
        role: 'viewer' | 'operator' | 'engineer' | 'administrator' | null;
        scopes: ('ingest' | 'read' | 'operate')[];
        stations: string[] | null;
        /** Format: date-time */
        expiresAt: string | null;
      } | null;
      token: string | null;
    };
    OpenSession: {
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      madeAt: string;
      /** Format: date-time */
      usedAt: string;
      /** Format: date-time */
      expiresAt: string;
      peer: string;
      account: string;
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'engineer' | 'administrator';
      own: boolean;
    };
    Account: {
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'engineer' | 'administrator';
      stations: string[] | null;
      disabled: boolean;
      pin: boolean;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      signedInAt: string | null;
    };
    Session: {
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      madeAt: string;
      /** Format: date-time */
      usedAt: string;
      /** Format: date-time */
      expiresAt: string;
      peer: string;
    };
    DeviceKey: {
      name: string;
      scopes: ('ingest' | 'read' | 'operate')[];
      stations: string[] | null;
      /** Format: date-time */
      madeAt: string;
      madeBy: string;
      /** Format: date-time */
      expiresAt: string | null;
      /** Format: date-time */
      usedAt: string | null;
      /** Format: date-time */
      revokedAt: string | null;
    };
    ShownDeviceKey: {
      key: string;
      device: {
        name: string;
        scopes: ('ingest' | 'read' | 'operate')[];
        stations: string[] | null;
        /** Format: date-time */
        madeAt: string;
        madeBy: string;
        /** Format: date-time */
        expiresAt: string | null;
        /** Format: date-time */
        usedAt: string | null;
        /** Format: date-time */
        revokedAt: string | null;
      };
    };
    AuditEntry: {
      /** Format: uuid */
      id: string;
      stationId: string | '*';
      /** Format: date-time */
      at: string;
      by: string;
      /** @enum {string|null} */
      proof: 'session' | 'pin' | 'key' | 'device-key' | 'said' | null;
      action: string;
      subject: string;
      detail: {
        [key: string]: unknown;
      };
      place: number | null;
      hash: string | null;
    };
    AuditVerification: {
      intact: boolean;
      entries: number;
      unchained: number;
      faults: {
        stationId: string;
        place: number;
        /** Format: uuid */
        id: string | null;
        /** @enum {string} */
        fault: 'altered' | 'missing';
      }[];
      heads: {
        stationId: string;
        place: number;
        hash: string;
      }[];
    };
    SystemState: {
      version: string;
      node: string;
      /** Format: date-time */
      startedAt: string;
      checks: {
        name: string;
        up: boolean;
        ms: number;
        reason: string | null;
      }[];
      queues: {
        name: string;
        handledBy: string;
        processes: number;
        waiting: number;
        active: number;
        delayed: number;
        oldestMs: number;
        everyMs: number | null;
      }[];
      failed: {
        stationId: string;
        code: string;
        frames: number;
        /** Format: date-time */
        lastAt: string;
      }[];
      storage: {
        totalBytes: number | null;
        freeBytes: number | null;
        reserveBytes: number | null;
        grownBytesPerDay: number;
        fullInDays: number | null;
      };
    };
    Inspection: {
      /** Format: uuid */
      frameId: string;
      stationId: string;
      partId: string | null;
      lot: string | null;
      /** @enum {string} */
      verdict: 'ok' | 'review' | 'defect' | 'invalid';
      imageScore: number;
      displayScore: number;
      limits: {
        warn: number;
        reject: number;
        scale: number;
      };
      /** @default 0 */
      limitsVersion: number;
      model: {
        /** Format: uuid */
        id: string;
        version: number;
      };
      /** @default null */
      input: {
        width: number;
        height: number;
        second: {
          width: number;
          height: number;
        } | null;
      } | null;
      grid: {
        rows: number;
        columns: number;
      };
      nearest: {
        patch: {
          row: number;
          column: number;
        };
        patchScore: number;
        normalId: string;
        normalPatch: {
          row: number;
          column: number;
        };
      };
      /** @default [] */
      regions: {
        outline: {
          x: number;
          y: number;
        }[];
        box: {
          x: number;
          y: number;
          width: number;
          height: number;
        };
        area: number;
        score: number;
        /** @enum {string} */
        over: 'review' | 'reject';
      }[];
      /** @default null */
      quality: {
        focus: number;
        exposure: number;
        clippedDark: number;
        clippedBright: number;
        castRed: number;
        castBlue: number;
        shiftX: number;
        shiftY: number;
        turn: number;
        match: number;
      } | null;
      /** @default null */
      fault: {
        /** @enum {string} */
        cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
        figure: string;
        value: number;
        range: {
          low: number;
          high: number;
        } | null;
        text: string;
      } | null;
      /** @default null */
      lookAlike: {
        /** Format: uuid */
        entryId: string;
        name: string | null;
        likeness: number;
        scoreBefore: number;
        patch: {
          row: number;
          column: number;
        };
      } | null;
      /** @default null */
      goldenPart: string | null;
      /** @default 0 */
      memoryVersion: number;
      /** @default null */
      engine: {
        backend: string;
        version: string;
      } | null;
      times: {
        captureMs: number | null;
        queueMs: number;
        fetchMs: number;
        decodeMs: number;
        waitMs: number;
        embedMs: number;
        scoreMs: number;
        totalMs: number;
      };
      /** Format: date-time */
      capturedAt: string | null;
      /** Format: date-time */
      acceptedAt: string;
      /** Format: date-time */
      inspectedAt: string;
    };
    Passport: {
      partId: string;
      lots: string[];
      frames: {
        inspection: {
          /** Format: uuid */
          frameId: string;
          stationId: string;
          partId: string | null;
          lot: string | null;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect' | 'invalid';
          imageScore: number;
          displayScore: number;
          limits: {
            warn: number;
            reject: number;
            scale: number;
          };
          /** @default 0 */
          limitsVersion: number;
          model: {
            /** Format: uuid */
            id: string;
            version: number;
          };
          /** @default null */
          input: {
            width: number;
            height: number;
            second: {
              width: number;
              height: number;
            } | null;
          } | null;
          grid: {
            rows: number;
            columns: number;
          };
          nearest: {
            patch: {
              row: number;
              column: number;
            };
            patchScore: number;
            normalId: string;
            normalPatch: {
              row: number;
              column: number;
            };
          };
          /** @default [] */
          regions: {
            outline: {
              x: number;
              y: number;
            }[];
            box: {
              x: number;
              y: number;
              width: number;
              height: number;
            };
            area: number;
            score: number;
            /** @enum {string} */
            over: 'review' | 'reject';
          }[];
          /** @default null */
          quality: {
            focus: number;
            exposure: number;
            clippedDark: number;
            clippedBright: number;
            castRed: number;
            castBlue: number;
            shiftX: number;
            shiftY: number;
            turn: number;
            match: number;
          } | null;
          /** @default null */
          fault: {
            /** @enum {string} */
            cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
            figure: string;
            value: number;
            range: {
              low: number;
              high: number;
            } | null;
            text: string;
          } | null;
          /** @default null */
          lookAlike: {
            /** Format: uuid */
            entryId: string;
            name: string | null;
            likeness: number;
            scoreBefore: number;
            patch: {
              row: number;
              column: number;
            };
          } | null;
          /** @default null */
          goldenPart: string | null;
          /** @default 0 */
          memoryVersion: number;
          /** @default null */
          engine: {
            backend: string;
            version: string;
          } | null;
          times: {
            captureMs: number | null;
            queueMs: number;
            fetchMs: number;
            decodeMs: number;
            waitMs: number;
            embedMs: number;
            scoreMs: number;
            totalMs: number;
          };
          /** Format: date-time */
          capturedAt: string | null;
          /** Format: date-time */
          acceptedAt: string;
          /** Format: date-time */
          inspectedAt: string;
        };
        look: {
          family: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            nameFrom: 'person' | 'labels' | 'number';
          } | null;
          suggestion: {
            name: string | null;
            likeliest: string;
            probability: number;
            /** @enum {string|null} */
            abstains: 'unsure' | 'unlike-any' | null;
          } | null;
        } | null;
        reviews: {
          /** Format: uuid */
          id: string;
          /** Format: uuid */
          frameId: string;
          stationId: string;
          /** @enum {string} */
          answer: 'ok' | 'defect' | 'unsure';
          name: string | null;
          region: {
            x: number;
            y: number;
            width: number;
            height: number;
          } | null;
          note: string;
          by: string;
          /** Format: date-time */
          at: string;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect' | 'invalid';
          /** @enum {string} */
          effect:
            | 'none'
            | 'pending'
            | 'offered-as-normal'
            | 'quarantined'
            | 'remembered-as-defect'
            | 'failed';
          detail: string | null;
          /** Format: date-time */
          undoneAt: string | null;
          undoneBy: string | null;
        }[];
        pictureDeletedAt: string | null;
      }[];
      more: boolean;
    };
    PeriodReport: {
      stationId: string;
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      until: string;
      frames: {
        ok: number;
        review: number;
        defect: number;
        invalid: number;
      };
      defects: {
        count: number;
        of: number;
        share: number | null;
        interval95: [number, number];
      };
      reviews: {
        count: number;
        of: number;
        share: number | null;
        interval95: [number, number];
      };
      promise: {
        budget: number;
        modelVersion: number | null;
        expectedRate: number | null;
        interval95: [number, number] | null;
      };
      chart: {
        minutes: number;
        mean: number | null;
        points: {
          /** Format: date-time */
          from: string;
          parts: number;
          defects: number;
          reviews: number;
          share: number;
          low: number;
          high: number;
          beyond: boolean;
        }[];
      };
      families: {
        family: {
          /** Format: uuid */
          id: string;
          name: string;
          /** @enum {string} */
          nameFrom: 'person' | 'labels' | 'number';
        } | null;
        alerts: number;
      }[];
      answers: {
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid';
        /** @enum {string} */
        answer: 'ok' | 'defect' | 'unsure';
        count: number;
      }[];
      falseAlarms: {
        count: number;
        of: number;
        share: number | null;
        interval95: [number, number];
      };
      people: {
        by: string;
        answers: number;
      }[];
      camera: {
        /** @enum {string} */
        cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
        frames: number;
      }[];
      challenges: {
        passed: number;
        failed: number;
      };
      changes: {
        /** Format: uuid */
        id: string;
        stationId: string | '*';
        /** Format: date-time */
        at: string;
        by: string;
        /** @enum {string|null} */
        proof: 'session' | 'pin' | 'key' | 'device-key' | 'said' | null;
        action: string;
        subject: string;
        detail: {
          [key: string]: unknown;
        };
        place: number | null;
        hash: string | null;
      }[];
    };
    Station: {
      id: string;
      settings: {
        /** @default  */
        title: string;
        /** @default touchstone-small */
        backbone: string;
        /** @default null */
        regionOfInterest: {
          x: number;
          y: number;
          width: number;
          height: number;
        } | null;
        /** @default auto */
        significantBits: 'auto' | number;
        masks: {
          /** @default [] */
          include: {
            x: number;
            y: number;
          }[][];
          /** @default [] */
          ignore: {
            x: number;
            y: number;
          }[][];
          /**
           * Format: base64
           * @default null
           */
          image: string | null;
        };
        alignment: {
          /** @default false */
          enabled: boolean;
          /** @default 0.1 */
          furthest: number;
          /** @default 0 */
          largestTurn: number;
        };
        input: {
          /** @default null */
          size: number | null;
          /** @default null */
          second: number | null;
        };
        bank: {
          /** @default 2000 */
          rows: number;
          /** @default 1 */
          seed: number;
        };
        score: {
          /**
           * @default worst-mean
           * @enum {string}
           */
          method: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
          /** @default 5 */
          worst: number;
          /** @default 1 */
          neighbours: number;
        };
        regions: {
          /** @default 0 */
          minimumArea: number;
        };
        targets: {
          /** @default 0.01 */
          reject:
            | number
            | {
                falseAlarms: number;
                parts: number;
                /** @default shift */
                per: string;
              };
          /** @default 0.05 */
          review:
            | number
            | {
                falseAlarms: number;
                parts: number;
                /** @default shift */
                per: string;
              };
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          /** @default 0.1 */
          whileProvisional: number;
        };
        camera: {
          /** @default true */
          check: boolean;
          /** @default 3 */
          alertAfter: number;
          /** @default 1 */
          margin: number;
        };
        screen: {
          /** @default true */
          enabled: boolean;
          /** @default 0.05 */
          mostGood: number;
        };
        review: {
          /** @default 20 */
          mostPerShift: number;
          /** @default 8 */
          shiftHours: number;
        };
        escapes: {
          /** @default 0 */
          perShift: number;
          /** @default 3 */
          risk: number;
        };
        activation: {
          /** @default false */
          secondPerson: boolean;
          /** @default false */
          rehearsal: boolean;
          /** @default false */
          testSet: boolean;
        };
        challenge: {
          /** @default false */
          required: boolean;
          /** @default 8 */
          everyHours: number;
          /** @default true */
          onNewModel: boolean;
        };
        drift: {
          /** @default true */
          enabled: boolean;
          /** @default 50000 */
          partsBetweenFalseAlarms: number;
          /** @default 0.005 */
          acceptedAlarmRate: number;
          /** @default 0.02 */
          noticedAlarmRate: number;
        };
        embeddings: {
          /** @default 10000 */
          keep: number;
        };
        retention: {
          ok: {
            /** @default null */
            days: number | null;
            /** @default null */
            most: number | null;
          };
          review: {
            /** @default null */
            days: number | null;
            /** @default null */
            most: number | null;
          };
          defect: {
            /** @default null */
            days: number | null;
            /** @default null */
            most: number | null;
          };
          invalid: {
            /** @default null */
            days: number | null;
            /** @default null */
            most: number | null;
          };
          /** @default 1 */
          okOneIn: number;
          /** @default null */
          gigabytes: number | null;
          /** @default null */
          recordDays: number | null;
        };
        deadline: {
          /** @default null */
          ms: number | null;
          /**
           * @default defect
           * @enum {string}
           */
          failSafe: 'review' | 'defect' | 'invalid';
        };
        /** @default 1000 */
        backlogLimit: number;
        /**
         * @default [
         *       "defect"
         *     ]
         */
        alertOn: ('ok' | 'review' | 'defect' | 'invalid')[];
        webhook: {
          url: string;
        } | null;
      };
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      normals: number;
      /** @default 0 */
      quarantined: number;
      backlog: number;
      activeModel: {
        /** Format: uuid */
        id: string;
        version: number;
        /** Format: date-time */
        madeAt: string;
        active: boolean;
        /** @enum {string} */
        state: 'candidate' | 'active' | 'retired';
        provisional: boolean;
        limits: {
          warn: number;
          reject: number;
          scale: number;
        };
        /** @default null */
        limitsByHand: {
          warn: number;
          reject: number;
          version: number;
          by: string;
          approvedBy: string | null;
          /** Format: date-time */
          at: string;
          why: string;
        } | null;
      } | null;
      trouble?: {
        code: string;
        detail: string;
        worker: string;
        /** Format: date-time */
        since: string;
      } | null;
    };
    SettingsChange: {
      /** Format: uuid */
      id: string;
      stationId: string;
      settings: {
        activation?: {
          /** @default false */
          secondPerson: boolean;
          /** @default false */
          rehearsal: boolean;
          /** @default false */
          testSet: boolean;
        };
        targets?: {
          /** @default 0.01 */
          reject:
            | number
            | {
                falseAlarms: number;
                parts: number;
                /** @default shift */
                per: string;
              };
          /** @default 0.05 */
          review:
            | number
            | {
                falseAlarms: number;
                parts: number;
                /** @default shift */
                per: string;
              };
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          /** @default 0.1 */
          whileProvisional: number;
        };
        challenge?: {
          /** @default false */
          required: boolean;
          /** @default 8 */
          everyHours: number;
          /** @default true */
          onNewModel: boolean;
        };
        camera?: {
          /** @default true */
          check: boolean;
          /** @default 3 */
          alertAfter: number;
          /** @default 1 */
          margin: number;
        };
      };
      /** @enum {string} */
      state: 'waiting' | 'done' | 'withdrawn';
      by: string;
      /** Format: date-time */
      askedAt: string;
      approvedBy: string | null;
      /** Format: date-time */
      doneAt: string | null;
    };
    Source: {
      id: string;
      stationId: string;
      /** @enum {string} */
      kind: 'folder';
      settings: {
        path: string;
        /**
         * @default [
         *       "*.png",
         *       "*.jpg",
         *       "*.jpeg",
         *       "*.webp",
         *       "*.bmp",
         *       "*.tif",
         *       "*.tiff"
         *     ]
         */
        names: string[];
        /** @default false */
        subfolders: boolean;
        /**
         * @default name
         * @enum {string}
         */
        order: 'name' | 'time';
        /** @default null */
        facts: string | null;
        /**
         * @default move
         * @enum {string}
         */
        afterwards: 'delete' | 'move' | 'keep';
        /** @default 2000 */
        settleMs: number;
        /** @default 1000 */
        pileUp: number;
      };
      paused: boolean;
      addedBy: string;
      /** Format: date-time */
      addedAt: string;
      state: {
        /** @enum {string} */
        state: 'starting' | 'running' | 'paused' | 'waiting' | 'unreadable' | 'unattended';
        why: string | null;
        lastFile: string | null;
        /** Format: date-time */
        lastAt: string | null;
        pushed: number;
        refused: number;
        waitingFiles: number;
        piledUp: boolean;
      };
    };
    InputChoices: {
      stationId: string;
      settings: {
        /** @default null */
        size: number | null;
        /** @default null */
        second: number | null;
      };
      inUse: {
        width: number;
        height: number;
        second: {
          width: number;
          height: number;
        } | null;
      } | null;
      choices: {
        size: number;
        second: number | null;
        costFactor: number;
        active: boolean;
      }[];
    };
    ModelSummary: {
      /** Format: uuid */
      id: string;
      version: number;
      /** Format: date-time */
      madeAt: string;
      active: boolean;
      /** @enum {string} */
      state: 'candidate' | 'active' | 'retired';
      provisional: boolean;
      limits: {
        warn: number;
        reject: number;
        scale: number;
      };
      /** @default null */
      limitsByHand: {
        warn: number;
        reject: number;
        version: number;
        by: string;
        approvedBy: string | null;
        /** Format: date-time */
        at: string;
        why: string;
      } | null;
    };
    ModelManifest: {
      /** @enum {string} */
      format: 'touchstone-model/1';
      /** Format: uuid */
      id: string;
      station: string;
      version: number;
      /** Format: date-time */
      madeAt: string;
      backbone: {
        name: string;
        version: string;
        sha256: string;
      };
      inputSize: {
        width: number;
        height: number;
      };
      regionOfInterest: {
        x: number;
        y: number;
        width: number;
        height: number;
      } | null;
      /** @default null */
      significantBits: number | null;
      masks: {
        /** @default [] */
        include: {
          x: number;
          y: number;
        }[][];
        /** @default [] */
        ignore: {
          x: number;
          y: number;
        }[][];
        /**
         * Format: base64
         * @default null
         */
        image: string | null;
      };
      alignment: {
        /** @default false */
        enabled: boolean;
        /** @default 0.1 */
        furthest: number;
        /** @default 0 */
        largestTurn: number;
      };
      bank: {
        blob: string;
        sha256: string;
        rows: number;
        dimensions: number;
        settings: {
          /** @default 2000 */
          rows: number;
          /** @default 1 */
          seed: number;
        };
      };
      score: {
        /**
         * @default worst-mean
         * @enum {string}
         */
        method: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
        /** @default 5 */
        worst: number;
        /** @default 1 */
        neighbours: number;
      };
      /** @default null */
      scoreReference: {
        rows: number;
        columns: number;
        mean: number[];
        deviation: number[];
        place: {
          median: number;
          spread: number;
        };
        frame: {
          median: number;
          spread: number;
        };
      } | null;
      /** @default null */
      second: {
        inputSize: {
          width: number;
          height: number;
        };
        bank: {
          blob: string;
          sha256: string;
          rows: number;
          dimensions: number;
        };
        /** @default null */
        scoreReference: {
          rows: number;
          columns: number;
          mean: number[];
          deviation: number[];
          place: {
            median: number;
            spread: number;
          };
          frame: {
            median: number;
            spread: number;
          };
        } | null;
        fusion: {
          first: {
            median: number;
            spread: number;
          };
          second: {
            median: number;
            spread: number;
          };
        };
      } | null;
      limits: {
        warn: number;
        reject: number;
        scale: number;
      };
      certificate: {
        /** @enum {string} */
        method: 'conformal-grouped-kfold';
        frames: number;
        parts: number;
        folds: number;
        seed: number;
        warn: {
          target: number;
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          j: number;
          parts: number;
          expectedRate: number;
          interval95: [number, number];
          provisional: boolean;
          partsMissing: number;
          /** @default false */
          extrapolated: boolean;
          /** @default null */
          tail: {
            threshold: number;
            exceedances: number;
            shape: number;
            scale: number;
            statistic: number;
            pValue: number;
          } | null;
          /** @default null */
          fallback: string | null;
          /** @default null */
          widened: {
            asked: number;
            because: string;
          } | null;
        };
        reject: {
          target: number;
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          j: number;
          parts: number;
          expectedRate: number;
          interval95: [number, number];
          provisional: boolean;
          partsMissing: number;
          /** @default false */
          extrapolated: boolean;
          /** @default null */
          tail: {
            threshold: number;
            exceedances: number;
            shape: number;
            scale: number;
            statistic: number;
            pValue: number;
          } | null;
          /** @default null */
          fallback: string | null;
          /** @default null */
          widened: {
            asked: number;
            because: string;
          } | null;
        };
        provisional: boolean;
        heldOutScores: number[];
        /** @default null */
        heldOutBias: {
          spreads: number;
          frames: number;
          left: number;
        } | null;
        /** @default null */
        grouping: {
          byPartId: number;
          byLotAndTime: number;
          byLikeness: number;
          alone: number;
        } | null;
        /** @default [] */
        limitSetters: {
          frameId: string;
          partId: string | null;
          score: number;
          /** @enum {string} */
          limit: 'warn' | 'reject';
        }[];
        /** @default [] */
        oddNormals: {
          frameId: string;
          partId: string | null;
          score: number;
          spreads: number;
          place: {
            row: number;
            column: number;
            rows: number;
            columns: number;
            patchScore: number;
            usual: number;
            highest: number;
          };
          without: {
            warn: number;
            reject: number;
          };
          withoutOdder: {
            warn: number;
            reject: number;
          };
        }[];
        /** @default null */
        rare: {
          parts: number;
          frames: string[];
          scores: number[];
          over: {
            warn: number;
            reject: number;
          };
        } | null;
        /** @default null */
        screening: {
          looked: number;
          setAside: number;
          byReason: {
            [key: string]: number;
          };
          expectedMissed: {
            share: number;
            because: string;
          } | null;
        } | null;
        /** @default [] */
        partsNeeded: {
          rate: number;
          missing: number;
        }[];
        /** @default null */
        sampleBits: {
          bits: number;
          largest: number | null;
          /** @enum {string} */
          from: 'setting' | 'normals';
        } | null;
        /** @default [] */
        cannotPromise: string[];
        /** @default null */
        hashes: {
          bank: string;
          /** @default null */
          secondBank: string | null;
          backbone: string;
          normals: string;
        } | null;
        /** @default null */
        made: {
          by: string;
          /** Format: date-time */
          at: string;
          why: string;
        } | null;
      };
      /** @default [] */
      references: {
        frameId: string;
        blob: string;
        imageScore: number;
        /** @enum {string} */
        verdict?: 'ok' | 'review' | 'defect' | 'invalid';
        /** Format: base64 */
        imageEmbedding?: string;
      }[];
      /** @default null */
      cameraLimits: {
        focus: {
          low: number;
          high: number;
        };
        exposure: {
          low: number;
          high: number;
        };
        clippedDark: {
          low: number;
          high: number;
        };
        clippedBright: {
          low: number;
          high: number;
        };
        castRed: {
          low: number;
          high: number;
        };
        castBlue: {
          low: number;
          high: number;
        };
        shiftX: {
          low: number;
          high: number;
        };
        shiftY: {
          low: number;
          high: number;
        };
        turn: {
          low: number;
          high: number;
        };
        leastMatch: number;
        usual: {
          focus: number;
          exposure: number;
          clippedDark: number;
          clippedBright: number;
          castRed: number;
          castBlue: number;
          shiftX: number;
          shiftY: number;
          turn: number;
          match: number;
        };
      } | null;
      /** @default null */
      cameraReference: {
        width: number;
        height: number;
        /** Format: base64 */
        grey: string;
      } | null;
      /** @default [] */
      foldBanks: {
        blob: string;
        sha256: string;
        heldOut: string[];
        /** @default [] */
        onlyInLimits: string[];
      }[];
      /**
       * Format: uuid
       * @default null
       */
      extends: string | null;
    };
    AskedActivation: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      modelId: string;
      version: number;
      /** Format: uuid */
      previous: string | null;
      /** @enum {string} */
      kind: 'activation' | 'rollback';
      /** @enum {string} */
      state: 'waiting' | 'done' | 'withdrawn';
      by: string;
      why: string;
      /** Format: date-time */
      askedAt: string;
      approvedBy: string | null;
      /** Format: date-time */
      doneAt: string | null;
      testSet: {
        stationId: string;
        /** Format: uuid */
        modelId: string;
        version: number;
        /** Format: uuid */
        against: string | null;
        againstVersion: number | null;
        compared: {
          good: number;
          bad: number;
        };
        notJudged: number;
        newMisses: {
          /** Format: uuid */
          pictureId: string;
          /** @enum {string} */
          known: 'good' | 'bad';
          kind: string | null;
          fileName: string | null;
          before: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
          after: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
        }[];
        newlyCaught: {
          /** Format: uuid */
          pictureId: string;
          /** @enum {string} */
          known: 'good' | 'bad';
          kind: string | null;
          fileName: string | null;
          before: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
          after: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
        }[];
        newAlarms: {
          /** Format: uuid */
          pictureId: string;
          /** @enum {string} */
          known: 'good' | 'bad';
          kind: string | null;
          fileName: string | null;
          before: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
          after: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
        }[];
        alarmsGone: {
          /** Format: uuid */
          pictureId: string;
          /** @enum {string} */
          known: 'good' | 'bad';
          kind: string | null;
          fileName: string | null;
          before: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
          after: {
            imageScore: number;
            displayScore: number;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect';
          };
        }[];
        warning: string | null;
      } | null;
    };
    Activation: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      modelId: string;
      version: number;
      /** Format: uuid */
      previous: string | null;
      /** @enum {string} */
      kind: 'activation' | 'rollback';
      /** @enum {string} */
      state: 'waiting' | 'done' | 'withdrawn';
      by: string;
      why: string;
      /** Format: date-time */
      askedAt: string;
      approvedBy: string | null;
      /** Format: date-time */
      doneAt: string | null;
    };
    KeptEmbeddings: {
      stationId: string;
      kept: number;
      keep: number;
      bytes: number;
      bytesEach: number | null;
      /** Format: date-time */
      oldest: string | null;
    };
    Rehearsal: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      modelId: string;
      /** Format: uuid */
      against: string | null;
      /** @enum {string} */
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      inspections: number;
      /** @default false */
      fromImages: boolean;
      progress: {
        done: number;
        of: number;
      } | null;
      result: {
        replayed: number;
        leftOut: number;
        leftOutBecause: {
          reason: string;
          count: number;
        }[];
        flips: {
          /** @enum {string} */
          from: 'ok' | 'review' | 'defect' | 'invalid';
          /** @enum {string} */
          to: 'ok' | 'review' | 'defect' | 'invalid';
          count: number;
        }[];
        flipped: {
          /** Format: uuid */
          frameId: string;
          /** Format: date-time */
          inspectedAt: string;
          before: {
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
          };
          after: {
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
          };
        }[];
        reviewed: number;
        defectsThatWouldPass: {
          /** Format: uuid */
          frameId: string;
          /** Format: date-time */
          inspectedAt: string;
          before: {
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
          };
          after: {
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
          };
        }[];
        falseAlarmsThatGo: {
          /** Format: uuid */
          frameId: string;
          /** Format: date-time */
          inspectedAt: string;
          before: {
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
          };
          after: {
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
          };
        }[];
        falseAlarmsThatStay: number;
        defectsStillCaught: number;
        byDay: {
          /** Format: date */
          day: string;
          frames: number;
          alarmsBefore: number;
          alarmsAfter: number;
          reviewsBefore: number;
          reviewsAfter: number;
        }[];
        seconds: number;
      } | null;
      failure: {
        code: string;
        detail: string;
      } | null;
      by: string;
      /** Format: date-time */
      requestedAt: string;
      /** Format: date-time */
      endedAt: string | null;
    };
    NormalAdded: {
      /** Format: uuid */
      id: string;
      stationId: string;
      partId: string | null;
      lot: string | null;
      /** Format: date-time */
      capturedAt: string | null;
      /** Format: date-time */
      addedAt: string;
      /**
       * @default in
       * @enum {string}
       */
      state: 'in' | 'quarantined' | 'kept-out';
      /** @default [] */
      findings: {
        /** @enum {string} */
        reason:
          | 'unreadable'
          | 'blurred'
          | 'badly-exposed'
          | 'shifted'
          | 'frozen'
          | 'duplicate'
          | 'extreme'
          | 'near-defect'
          | 'hides-defect';
        detail: string;
        value: number | null;
        limit: number | null;
        /** Format: uuid */
        likeFrame: string | null;
      }[];
      /** @default null */
      decided: {
        /** @enum {string} */
        decision: 'typical' | 'rare' | 'not-good' | 'use';
        by: string;
        /** Format: date-time */
        at: string;
        why: string;
      } | null;
      warnings: string[];
    };
    Normal: {
      /** Format: uuid */
      id: string;
      stationId: string;
      partId: string | null;
      lot: string | null;
      /** Format: date-time */
      capturedAt: string | null;
      /** Format: date-time */
      addedAt: string;
      /**
       * @default in
       * @enum {string}
       */
      state: 'in' | 'quarantined' | 'kept-out';
      /** @default [] */
      findings: {
        /** @enum {string} */
        reason:
          | 'unreadable'
          | 'blurred'
          | 'badly-exposed'
          | 'shifted'
          | 'frozen'
          | 'duplicate'
          | 'extreme'
          | 'near-defect'
          | 'hides-defect';
        detail: string;
        value: number | null;
        limit: number | null;
        /** Format: uuid */
        likeFrame: string | null;
      }[];
      /** @default null */
      decided: {
        /** @enum {string} */
        decision: 'typical' | 'rare' | 'not-good' | 'use';
        by: string;
        /** Format: date-time */
        at: string;
        why: string;
      } | null;
    };
    OddNormals: {
      /** Format: uuid */
      modelId: string;
      version: number;
      limits: {
        warn: number;
        reject: number;
      };
      inspections: number;
      items: {
        frameId: string;
        partId: string | null;
        score: number;
        spreads: number;
        place: {
          row: number;
          column: number;
          rows: number;
          columns: number;
          patchScore: number;
          usual: number;
          highest: number;
        };
        without: {
          warn: number;
          reject: number;
        };
        withoutOdder: {
          warn: number;
          reject: number;
        };
        sets: ('reject' | 'warn')[];
        normal: {
          /** Format: uuid */
          id: string;
          stationId: string;
          partId: string | null;
          lot: string | null;
          /** Format: date-time */
          capturedAt: string | null;
          /** Format: date-time */
          addedAt: string;
          /**
           * @default in
           * @enum {string}
           */
          state: 'in' | 'quarantined' | 'kept-out';
          /** @default [] */
          findings: {
            /** @enum {string} */
            reason:
              | 'unreadable'
              | 'blurred'
              | 'badly-exposed'
              | 'shifted'
              | 'frozen'
              | 'duplicate'
              | 'extreme'
              | 'near-defect'
              | 'hides-defect';
            detail: string;
            value: number | null;
            limit: number | null;
            /** Format: uuid */
            likeFrame: string | null;
          }[];
          /** @default null */
          decided: {
            /** @enum {string} */
            decision: 'typical' | 'rare' | 'not-good' | 'use';
            by: string;
            /** Format: date-time */
            at: string;
            why: string;
          } | null;
        } | null;
        changes: {
          without: {
            changed: number;
            share: number | null;
            flips: {
              /** @enum {string} */
              from: 'ok' | 'review' | 'defect' | 'invalid';
              /** @enum {string} */
              to: 'ok' | 'review' | 'defect' | 'invalid';
              count: number;
            }[];
          };
          withoutOdder: {
            changed: number;
            share: number | null;
            flips: {
              /** @enum {string} */
              from: 'ok' | 'review' | 'defect' | 'invalid';
              /** @enum {string} */
              to: 'ok' | 'review' | 'defect' | 'invalid';
              count: number;
            }[];
          };
        };
      }[];
      rare: {
        parts: number;
        frames: string[];
        scores: number[];
        over: {
          warn: number;
          reject: number;
        };
      } | null;
    };
    LimitsOfModel: {
      stationId: string;
      /** Format: uuid */
      modelId: string;
      version: number;
      active: boolean;
      inForce: {
        warn: number;
        reject: number;
      };
      own: {
        warn: number;
        reject: number;
      };
      byHand: {
        warn: number;
        reject: number;
        version: number;
        by: string;
        approvedBy: string | null;
        /** Format: date-time */
        at: string;
        why: string;
      } | null;
      lastByHand: {
        /** Format: uuid */
        id: string;
        stationId: string;
        /** Format: uuid */
        modelId: string;
        /** @enum {string} */
        kind: 'set' | 'clear';
        review: number | null;
        reject: number | null;
        version: number | null;
        /** @enum {string} */
        state: 'waiting' | 'done' | 'withdrawn';
        by: string;
        why: string;
        /** Format: date-time */
        askedAt: string;
        approvedBy: string | null;
        /** Format: date-time */
        doneAt: string | null;
      } | null;
      changes: {
        /** Format: uuid */
        id: string;
        stationId: string;
        /** Format: uuid */
        modelId: string;
        /** @enum {string} */
        kind: 'set' | 'clear';
        review: number | null;
        reject: number | null;
        version: number | null;
        /** @enum {string} */
        state: 'waiting' | 'done' | 'withdrawn';
        by: string;
        why: string;
        /** Format: date-time */
        askedAt: string;
        approvedBy: string | null;
        /** Format: date-time */
        doneAt: string | null;
      }[];
      secondPerson: boolean;
      histogram: {
        from: number;
        to: number;
        normals: number[];
        inspections: number[];
      };
    };
    LimitsWhatIf: {
      /** Format: uuid */
      modelId: string;
      version: number;
      now: {
        limits: {
          warn: number;
          reject: number;
        };
        falseAlarms: {
          review: {
            over: number;
            parts: number;
            expectedRate: number;
            interval95: [number, number];
          };
          reject: {
            over: number;
            parts: number;
            expectedRate: number;
            interval95: [number, number];
          };
        };
        inspections: {
          ok: number;
          review: number;
          defect: number;
        };
        reviewed: {
          good: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
          bad: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
        };
        testSet: {
          good: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
          bad: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
        };
      };
      then: {
        limits: {
          warn: number;
          reject: number;
        };
        falseAlarms: {
          review: {
            over: number;
            parts: number;
            expectedRate: number;
            interval95: [number, number];
          };
          reject: {
            over: number;
            parts: number;
            expectedRate: number;
            interval95: [number, number];
          };
        };
        inspections: {
          ok: number;
          review: number;
          defect: number;
        };
        reviewed: {
          good: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
          bad: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
        };
        testSet: {
          good: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
          bad: {
            known: number;
            defect: number;
            review: number;
            ok: number;
            notPassed95: [number, number] | null;
          };
        };
      };
      inspections: number;
      changed: number;
      flips: {
        /** @enum {string} */
        from: 'ok' | 'review' | 'defect' | 'invalid';
        /** @enum {string} */
        to: 'ok' | 'review' | 'defect' | 'invalid';
        count: number;
      }[];
      frames: {
        /** Format: uuid */
        frameId: string;
        /** Format: date-time */
        inspectedAt: string;
        score: number;
        /** @enum {string} */
        from: 'ok' | 'review' | 'defect' | 'invalid';
        /** @enum {string} */
        to: 'ok' | 'review' | 'defect' | 'invalid';
      }[];
    };
    LimitChange: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      modelId: string;
      /** @enum {string} */
      kind: 'set' | 'clear';
      review: number | null;
      reject: number | null;
      version: number | null;
      /** @enum {string} */
      state: 'waiting' | 'done' | 'withdrawn';
      by: string;
      why: string;
      /** Format: date-time */
      askedAt: string;
      approvedBy: string | null;
      /** Format: date-time */
      doneAt: string | null;
    };
    CameraState: {
      stationId: string;
      inARow: number;
      fault: {
        /** @enum {string} */
        cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
        figure: string;
        value: number;
        range: {
          low: number;
          high: number;
        } | null;
        text: string;
      } | null;
      since: string | null;
      alerted: boolean;
    };
    Quarantined: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      state: 'in' | 'quarantined' | 'kept-out';
      findings: {
        /** @enum {string} */
        reason:
          | 'unreadable'
          | 'blurred'
          | 'badly-exposed'
          | 'shifted'
          | 'frozen'
          | 'duplicate'
          | 'extreme'
          | 'near-defect'
          | 'hides-defect';
        detail: string;
        value: number | null;
        limit: number | null;
        /** Format: uuid */
        likeFrame: string | null;
      }[];
      partId: string | null;
      lot: string | null;
      /** Format: date-time */
      addedAt: string;
      /** Format: date-time */
      setAsideAt: string;
      decidedBy: string | null;
      /** Format: date-time */
      decidedAt: string | null;
      note: string | null;
    };
    Calibration: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      activate: boolean;
      /** @default false */
      incremental: boolean;
      /** @default operator */
      by: string;
      /** @default  */
      why: string;
      progress: {
        step: string;
        done: number;
        of: number;
      } | null;
      normals: number;
      /** Format: uuid */
      modelId: string | null;
      /**
       * @default null
       * @enum {string|null}
       */
      activation: 'done' | 'waiting' | 'withdrawn' | 'rehearsal-needed' | 'test-set-misses' | null;
      certificate: {
        /** @enum {string} */
        method: 'conformal-grouped-kfold';
        frames: number;
        parts: number;
        folds: number;
        seed: number;
        warn: {
          target: number;
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          j: number;
          parts: number;
          expectedRate: number;
          interval95: [number, number];
          provisional: boolean;
          partsMissing: number;
          /** @default false */
          extrapolated: boolean;
          /** @default null */
          tail: {
            threshold: number;
            exceedances: number;
            shape: number;
            scale: number;
            statistic: number;
            pValue: number;
          } | null;
          /** @default null */
          fallback: string | null;
          /** @default null */
          widened: {
            asked: number;
            because: string;
          } | null;
        };
        reject: {
          target: number;
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          j: number;
          parts: number;
          expectedRate: number;
          interval95: [number, number];
          provisional: boolean;
          partsMissing: number;
          /** @default false */
          extrapolated: boolean;
          /** @default null */
          tail: {
            threshold: number;
            exceedances: number;
            shape: number;
            scale: number;
            statistic: number;
            pValue: number;
          } | null;
          /** @default null */
          fallback: string | null;
          /** @default null */
          widened: {
            asked: number;
            because: string;
          } | null;
        };
        provisional: boolean;
        heldOutScores: number[];
        /** @default null */
        heldOutBias: {
          spreads: number;
          frames: number;
          left: number;
        } | null;
        /** @default null */
        grouping: {
          byPartId: number;
          byLotAndTime: number;
          byLikeness: number;
          alone: number;
        } | null;
        /** @default [] */
        limitSetters: {
          frameId: string;
          partId: string | null;
          score: number;
          /** @enum {string} */
          limit: 'warn' | 'reject';
        }[];
        /** @default [] */
        oddNormals: {
          frameId: string;
          partId: string | null;
          score: number;
          spreads: number;
          place: {
            row: number;
            column: number;
            rows: number;
            columns: number;
            patchScore: number;
            usual: number;
            highest: number;
          };
          without: {
            warn: number;
            reject: number;
          };
          withoutOdder: {
            warn: number;
            reject: number;
          };
        }[];
        /** @default null */
        rare: {
          parts: number;
          frames: string[];
          scores: number[];
          over: {
            warn: number;
            reject: number;
          };
        } | null;
        /** @default null */
        screening: {
          looked: number;
          setAside: number;
          byReason: {
            [key: string]: number;
          };
          expectedMissed: {
            share: number;
            because: string;
          } | null;
        } | null;
        /** @default [] */
        partsNeeded: {
          rate: number;
          missing: number;
        }[];
        /** @default null */
        sampleBits: {
          bits: number;
          largest: number | null;
          /** @enum {string} */
          from: 'setting' | 'normals';
        } | null;
        /** @default [] */
        cannotPromise: string[];
        /** @default null */
        hashes: {
          bank: string;
          /** @default null */
          secondBank: string | null;
          backbone: string;
          normals: string;
        } | null;
        /** @default null */
        made: {
          by: string;
          /** Format: date-time */
          at: string;
          why: string;
        } | null;
      } | null;
      failure: {
        code: string;
        detail: string;
      } | null;
      /** Format: date-time */
      requestedAt: string;
      /** Format: date-time */
      startedAt: string | null;
      /** Format: date-time */
      endedAt: string | null;
    };
    ModelCertificate: {
      station: string;
      version: number;
      /** Format: date-time */
      madeAt: string;
      backbone: {
        name: string;
        version: string;
        sha256: string;
      };
      inputSize: {
        width: number;
        height: number;
      };
      score: {
        /**
         * @default worst-mean
         * @enum {string}
         */
        method: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
        /** @default 5 */
        worst: number;
        /** @default 1 */
        neighbours: number;
      };
      limits: {
        warn: number;
        reject: number;
        scale: number;
      };
      certificate: {
        /** @enum {string} */
        method: 'conformal-grouped-kfold';
        frames: number;
        parts: number;
        folds: number;
        seed: number;
        warn: {
          target: number;
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          j: number;
          parts: number;
          expectedRate: number;
          interval95: [number, number];
          provisional: boolean;
          partsMissing: number;
          /** @default false */
          extrapolated: boolean;
          /** @default null */
          tail: {
            threshold: number;
            exceedances: number;
            shape: number;
            scale: number;
            statistic: number;
            pValue: number;
          } | null;
          /** @default null */
          fallback: string | null;
          /** @default null */
          widened: {
            asked: number;
            because: string;
          } | null;
        };
        reject: {
          target: number;
          /**
           * @default conformal
           * @enum {string}
           */
          method: 'conformal' | 'maximum' | 'peaks-over-threshold';
          j: number;
          parts: number;
          expectedRate: number;
          interval95: [number, number];
          provisional: boolean;
          partsMissing: number;
          /** @default false */
          extrapolated: boolean;
          /** @default null */
          tail: {
            threshold: number;
            exceedances: number;
            shape: number;
            scale: number;
            statistic: number;
            pValue: number;
          } | null;
          /** @default null */
          fallback: string | null;
          /** @default null */
          widened: {
            asked: number;
            because: string;
          } | null;
        };
        provisional: boolean;
        heldOutScores: number[];
        /** @default null */
        heldOutBias: {
          spreads: number;
          frames: number;
          left: number;
        } | null;
        /** @default null */
        grouping: {
          byPartId: number;
          byLotAndTime: number;
          byLikeness: number;
          alone: number;
        } | null;
        /** @default [] */
        limitSetters: {
          frameId: string;
          partId: string | null;
          score: number;
          /** @enum {string} */
          limit: 'warn' | 'reject';
        }[];
        /** @default [] */
        oddNormals: {
          frameId: string;
          partId: string | null;
          score: number;
          spreads: number;
          place: {
            row: number;
            column: number;
            rows: number;
            columns: number;
            patchScore: number;
            usual: number;
            highest: number;
          };
          without: {
            warn: number;
            reject: number;
          };
          withoutOdder: {
            warn: number;
            reject: number;
          };
        }[];
        /** @default null */
        rare: {
          parts: number;
          frames: string[];
          scores: number[];
          over: {
            warn: number;
            reject: number;
          };
        } | null;
        /** @default null */
        screening: {
          looked: number;
          setAside: number;
          byReason: {
            [key: string]: number;
          };
          expectedMissed: {
            share: number;
            because: string;
          } | null;
        } | null;
        /** @default [] */
        partsNeeded: {
          rate: number;
          missing: number;
        }[];
        /** @default null */
        sampleBits: {
          bits: number;
          largest: number | null;
          /** @enum {string} */
          from: 'setting' | 'normals';
        } | null;
        /** @default [] */
        cannotPromise: string[];
        /** @default null */
        hashes: {
          bank: string;
          /** @default null */
          secondBank: string | null;
          backbone: string;
          normals: string;
        } | null;
        /** @default null */
        made: {
          by: string;
          /** Format: date-time */
          at: string;
          why: string;
        } | null;
      };
      /**
       * Format: uuid
       * @default null
       */
      extends: string | null;
      /** Format: uuid */
      modelId: string;
      secondInput: {
        width: number;
        height: number;
      } | null;
      stationTitle: string;
      /** @enum {string} */
      state: 'candidate' | 'active' | 'retired';
      limitsByHand: {
        warn: number;
        reject: number;
        version: number;
        by: string;
        approvedBy: string | null;
        /** Format: date-time */
        at: string;
        why: string;
      } | null;
      bank: {
        sha256: string;
        rows: number;
        dimensions: number;
        settings: {
          /** @default 2000 */
          rows: number;
          /** @default 1 */
          seed: number;
        };
      };
      smallestDefect: {
        /** Format: uuid */
        modelId: string;
        version: number;
        /** Format: date-time */
        at: string;
        seed: number;
        limits: {
          warn: number;
          reject: number;
        };
        normals: number;
        marks: number;
        unmarked: {
          'not-passed': number;
          defect: number;
        };
        side: number;
        curves: {
          contrast: number;
          /** @enum {string} */
          foundAs: 'not-passed' | 'defect';
          a50: number | null;
          a90: number | null;
          a9095: number | null;
          points: {
            size: number;
            found: number;
            tried: number;
          }[];
        }[];
        places: {
          rows: number;
          columns: number;
          cells: {
            found: number;
            tried: number;
          }[];
        };
      } | null;
      links: {
        page: string;
      };
    };
    SmallestDefectOf: {
      /** Format: uuid */
      modelId: string;
      found: {
        /** Format: uuid */
        modelId: string;
        version: number;
        /** Format: date-time */
        at: string;
        seed: number;
        limits: {
          warn: number;
          reject: number;
        };
        normals: number;
        marks: number;
        unmarked: {
          'not-passed': number;
          defect: number;
        };
        side: number;
        curves: {
          contrast: number;
          /** @enum {string} */
          foundAs: 'not-passed' | 'defect';
          a50: number | null;
          a90: number | null;
          a9095: number | null;
          points: {
            size: number;
            found: number;
            tried: number;
          }[];
        }[];
        places: {
          rows: number;
          columns: number;
          cells: {
            found: number;
            tried: number;
          }[];
        };
      } | null;
    };
    FrameInspected: {
      /** Format: uuid */
      frameId: string;
      stationId: string;
      partId: string | null;
      lot: string | null;
      /** @enum {string} */
      verdict: 'ok' | 'review' | 'defect' | 'invalid';
      imageScore: number;
      displayScore: number;
      limits: {
        warn: number;
        reject: number;
        scale: number;
      };
      /** @default 0 */
      limitsVersion: number;
      model: {
        /** Format: uuid */
        id: string;
        version: number;
      };
      /** @default null */
      input: {
        width: number;
        height: number;
        second: {
          width: number;
          height: number;
        } | null;
      } | null;
      grid: {
        rows: number;
        columns: number;
      };
      nearest: {
        patch: {
          row: number;
          column: number;
        };
        patchScore: number;
        normalId: string;
        normalPatch: {
          row: number;
          column: number;
        };
      };
      /** @default [] */
      regions: {
        outline: {
          x: number;
          y: number;
        }[];
        box: {
          x: number;
          y: number;
          width: number;
          height: number;
        };
        area: number;
        score: number;
        /** @enum {string} */
        over: 'review' | 'reject';
      }[];
      /** @default null */
      quality: {
        focus: number;
        exposure: number;
        clippedDark: number;
        clippedBright: number;
        castRed: number;
        castBlue: number;
        shiftX: number;
        shiftY: number;
        turn: number;
        match: number;
      } | null;
      /** @default null */
      fault: {
        /** @enum {string} */
        cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
        figure: string;
        value: number;
        range: {
          low: number;
          high: number;
        } | null;
        text: string;
      } | null;
      /** @default null */
      lookAlike: {
        /** Format: uuid */
        entryId: string;
        name: string | null;
        likeness: number;
        scoreBefore: number;
        patch: {
          row: number;
          column: number;
        };
      } | null;
      /** @default null */
      goldenPart: string | null;
      /** @default 0 */
      memoryVersion: number;
      /** @default null */
      engine: {
        backend: string;
        version: string;
      } | null;
      times: {
        captureMs: number | null;
        queueMs: number;
        fetchMs: number;
        decodeMs: number;
        waitMs: number;
        embedMs: number;
        scoreMs: number;
        totalMs: number;
      };
      /** Format: date-time */
      capturedAt: string | null;
      /** Format: date-time */
      acceptedAt: string;
      /** Format: date-time */
      inspectedAt: string;
      warnings: string[];
    };
    DeadlineAnswered: {
      /** Format: uuid */
      frameId: string;
      stationId: string;
      partId: string | null;
      lot: string | null;
      /** @enum {string} */
      verdict: 'ok' | 'review' | 'defect' | 'invalid';
      /** @enum {string} */
      decidedBy: 'deadline';
      /** Format: date-time */
      decidedAt: string;
      /** Format: date-time */
      deadlineAt: string;
      recorded: boolean;
      links: {
        self: string;
        image: string;
        heatmap: string;
        nearestNormal: string;
      };
      warnings: string[];
    };
    Accepted: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      state: 'accepted' | 'inspected' | 'failed';
      links: {
        self: string;
        image: string;
        heatmap: string;
        nearestNormal: string;
      };
      /** @default [] */
      warnings: string[];
    };
    Frame: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      state: 'accepted' | 'inspected' | 'failed';
      partId: string | null;
      lot: string | null;
      /** Format: date-time */
      capturedAt: string | null;
      /** Format: date-time */
      acceptedAt: string;
      bytes: number;
      width: number;
      height: number;
      mediaType: string;
      sha256: string;
      /**
       * Format: date-time
       * @default null
       */
      pictureDeletedAt: string | null;
      /**
       * Format: date-time
       * @default null
       */
      deadlineAt: string | null;
      failure: {
        code: string;
        detail: string;
        attempts: number;
      } | null;
      inspection: {
        /** Format: uuid */
        frameId: string;
        stationId: string;
        partId: string | null;
        lot: string | null;
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid';
        imageScore: number;
        displayScore: number;
        limits: {
          warn: number;
          reject: number;
          scale: number;
        };
        /** @default 0 */
        limitsVersion: number;
        model: {
          /** Format: uuid */
          id: string;
          version: number;
        };
        /** @default null */
        input: {
          width: number;
          height: number;
          second: {
            width: number;
            height: number;
          } | null;
        } | null;
        grid: {
          rows: number;
          columns: number;
        };
        nearest: {
          patch: {
            row: number;
            column: number;
          };
          patchScore: number;
          normalId: string;
          normalPatch: {
            row: number;
            column: number;
          };
        };
        /** @default [] */
        regions: {
          outline: {
            x: number;
            y: number;
          }[];
          box: {
            x: number;
            y: number;
            width: number;
            height: number;
          };
          area: number;
          score: number;
          /** @enum {string} */
          over: 'review' | 'reject';
        }[];
        /** @default null */
        quality: {
          focus: number;
          exposure: number;
          clippedDark: number;
          clippedBright: number;
          castRed: number;
          castBlue: number;
          shiftX: number;
          shiftY: number;
          turn: number;
          match: number;
        } | null;
        /** @default null */
        fault: {
          /** @enum {string} */
          cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
          figure: string;
          value: number;
          range: {
            low: number;
            high: number;
          } | null;
          text: string;
        } | null;
        /** @default null */
        lookAlike: {
          /** Format: uuid */
          entryId: string;
          name: string | null;
          likeness: number;
          scoreBefore: number;
          patch: {
            row: number;
            column: number;
          };
        } | null;
        /** @default null */
        goldenPart: string | null;
        /** @default 0 */
        memoryVersion: number;
        /** @default null */
        engine: {
          backend: string;
          version: string;
        } | null;
        times: {
          captureMs: number | null;
          queueMs: number;
          fetchMs: number;
          decodeMs: number;
          waitMs: number;
          embedMs: number;
          scoreMs: number;
          totalMs: number;
        };
        /** Format: date-time */
        capturedAt: string | null;
        /** Format: date-time */
        acceptedAt: string;
        /** Format: date-time */
        inspectedAt: string;
      } | null;
      look?: {
        family: {
          /** Format: uuid */
          id: string;
          name: string;
          /** @enum {string} */
          nameFrom: 'person' | 'labels' | 'number';
        } | null;
        suggestion: {
          name: string | null;
          likeliest: string;
          probability: number;
          /** @enum {string|null} */
          abstains: 'unsure' | 'unlike-any' | null;
        } | null;
      } | null;
      links: {
        self: string;
        image: string;
        heatmap: string;
        nearestNormal: string;
      };
    };
    FrameVerdict: {
      /** Format: uuid */
      frameId: string;
      stationId: string;
      /** @enum {string} */
      state: 'accepted' | 'inspected' | 'failed';
      partId: string | null;
      lot: string | null;
      /** @enum {string|null} */
      verdict: 'ok' | 'review' | 'defect' | 'invalid' | null;
      /** @enum {string|null} */
      decidedBy: 'inspection' | 'deadline' | null;
      /** Format: date-time */
      decidedAt: string | null;
      /** Format: date-time */
      deadlineAt: string | null;
      inspection: {
        /** Format: uuid */
        frameId: string;
        stationId: string;
        partId: string | null;
        lot: string | null;
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid';
        imageScore: number;
        displayScore: number;
        limits: {
          warn: number;
          reject: number;
          scale: number;
        };
        /** @default 0 */
        limitsVersion: number;
        model: {
          /** Format: uuid */
          id: string;
          version: number;
        };
        /** @default null */
        input: {
          width: number;
          height: number;
          second: {
            width: number;
            height: number;
          } | null;
        } | null;
        grid: {
          rows: number;
          columns: number;
        };
        nearest: {
          patch: {
            row: number;
            column: number;
          };
          patchScore: number;
          normalId: string;
          normalPatch: {
            row: number;
            column: number;
          };
        };
        /** @default [] */
        regions: {
          outline: {
            x: number;
            y: number;
          }[];
          box: {
            x: number;
            y: number;
            width: number;
            height: number;
          };
          area: number;
          score: number;
          /** @enum {string} */
          over: 'review' | 'reject';
        }[];
        /** @default null */
        quality: {
          focus: number;
          exposure: number;
          clippedDark: number;
          clippedBright: number;
          castRed: number;
          castBlue: number;
          shiftX: number;
          shiftY: number;
          turn: number;
          match: number;
        } | null;
        /** @default null */
        fault: {
          /** @enum {string} */
          cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
          figure: string;
          value: number;
          range: {
            low: number;
            high: number;
          } | null;
          text: string;
        } | null;
        /** @default null */
        lookAlike: {
          /** Format: uuid */
          entryId: string;
          name: string | null;
          likeness: number;
          scoreBefore: number;
          patch: {
            row: number;
            column: number;
          };
        } | null;
        /** @default null */
        goldenPart: string | null;
        /** @default 0 */
        memoryVersion: number;
        /** @default null */
        engine: {
          backend: string;
          version: string;
        } | null;
        times: {
          captureMs: number | null;
          queueMs: number;
          fetchMs: number;
          decodeMs: number;
          waitMs: number;
          embedMs: number;
          scoreMs: number;
          totalMs: number;
        };
        /** Format: date-time */
        capturedAt: string | null;
        /** Format: date-time */
        acceptedAt: string;
        /** Format: date-time */
        inspectedAt: string;
      } | null;
      links: {
        self: string;
        image: string;
        heatmap: string;
        nearestNormal: string;
      };
    };
    FramesPutBack: {
      putBack: number;
      left: number;
    };
    StorageFigures: {
      totalBytes: number | null;
      freeBytes: number | null;
      reserveBytes: number | null;
      grownBytesPerDay: number;
      fullInDays: number | null;
    };
    StoreState: {
      agrees: boolean;
      expected: string | null;
      found: string | null;
      reason: string | null;
    };
    SimilarFrames: {
      /** Format: uuid */
      frameId: string;
      /** @enum {string} */
      metric: 'cosine' | 'l2';
      searched: number;
      exact: boolean;
      items: {
        /** Format: uuid */
        frameId: string;
        stationId: string;
        partId: string | null;
        lot: string | null;
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid';
        displayScore: number;
        /** Format: date-time */
        capturedAt: string | null;
        /** Format: date-time */
        inspectedAt: string;
        label: string | null;
        distance: number;
        matched: {
          x: number;
          y: number;
          width: number;
          height: number;
        } | null;
      }[];
    };
    NearestNormal: {
      patch: {
        row: number;
        column: number;
      };
      patchScore: number;
      normalId: string;
      normalPatch: {
        row: number;
        column: number;
      };
      grid: {
        rows: number;
        columns: number;
      };
      image: string;
    };
    Alert: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      frameId: string;
      /** @enum {string} */
      verdict: 'ok' | 'review' | 'defect' | 'invalid';
      imageScore: number;
      displayScore: number;
      partId: string | null;
      /** Format: date-time */
      raisedAt: string;
      /** Format: date-time */
      acknowledgedAt: string | null;
      acknowledgedBy: string | null;
      /** @enum {string} */
      delivery: 'none' | 'pending' | 'delivered' | 'failed';
      look?: {
        family: {
          /** Format: uuid */
          id: string;
          name: string;
          /** @enum {string} */
          nameFrom: 'person' | 'labels' | 'number';
        } | null;
        suggestion: {
          name: string | null;
          likeliest: string;
          probability: number;
          /** @enum {string|null} */
          abstains: 'unsure' | 'unlike-any' | null;
        } | null;
      } | null;
      links: {
        self: string;
        image: string;
        heatmap: string;
        nearestNormal: string;
      };
    };
    OpenAlerts: {
      open: number;
      stations: {
        stationId: string;
        open: number;
      }[];
    };
    AlertsAnswered: {
      items: {
        /** Format: uuid */
        id: string;
        stationId: string;
        /** Format: uuid */
        frameId: string;
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid';
        imageScore: number;
        displayScore: number;
        partId: string | null;
        /** Format: date-time */
        raisedAt: string;
        /** Format: date-time */
        acknowledgedAt: string | null;
        acknowledgedBy: string | null;
        /** @enum {string} */
        delivery: 'none' | 'pending' | 'delivered' | 'failed';
        look?: {
          family: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            nameFrom: 'person' | 'labels' | 'number';
          } | null;
          suggestion: {
            name: string | null;
            likeliest: string;
            probability: number;
            /** @enum {string|null} */
            abstains: 'unsure' | 'unlike-any' | null;
          } | null;
        } | null;
        links: {
          self: string;
          image: string;
          heatmap: string;
          nearestNormal: string;
        };
      }[];
      failed: {
        /** Format: uuid */
        alert: string;
        code: string;
        detail: string;
      }[];
    };
    DriftReport: {
      stationId: string;
      /** Format: uuid */
      modelId: string | null;
      signals: {
        /** @enum {string} */
        signal: 'scores' | 'alarm-rate' | 'focus' | 'exposure' | 'colour' | 'shift' | 'embedding';
        statistic: number;
        threshold: number;
        parts: number;
        drifting: boolean;
        /** Format: date-time */
        since: string | null;
        text: string;
        usual: number | null;
        now: number | null;
      }[];
      windows: {
        /** Format: date-time */
        from: string;
        /** Format: date-time */
        until: string;
        frames: number;
        alarms: number;
        invalid: number;
        score: {
          q10: number;
          q50: number;
          q90: number;
          q99: number;
        };
        focus: number | null;
        exposure: number | null;
        castRed: number | null;
        castBlue: number | null;
        shiftX: number | null;
        shiftY: number | null;
        embeddingShift: number | null;
      }[];
      promisedRate: number | null;
      observedRate: number | null;
      observedParts: number;
    };
    Review: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      frameId: string;
      stationId: string;
      /** @enum {string} */
      answer: 'ok' | 'defect' | 'unsure';
      name: string | null;
      region: {
        x: number;
        y: number;
        width: number;
        height: number;
      } | null;
      note: string;
      by: string;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      verdict: 'ok' | 'review' | 'defect' | 'invalid';
      /** @enum {string} */
      effect:
        | 'none'
        | 'pending'
        | 'offered-as-normal'
        | 'quarantined'
        | 'remembered-as-defect'
        | 'failed';
      detail: string | null;
      /** Format: date-time */
      undoneAt: string | null;
      undoneBy: string | null;
    };
    ReviewQueue: {
      stationId: string;
      blind: boolean;
      items: {
        /** Format: uuid */
        frameId: string;
        stationId: string;
        /** @enum {string|null} */
        reason: 'between-limits' | 'near-limit' | 'look-alike' | 'unlike-any' | null;
        worth: number | null;
        /** @enum {string|null} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid' | null;
        imageScore: number | null;
        displayScore: number | null;
        /** Format: date-time */
        inspectedAt: string;
      }[];
      answeredThisShift: number;
      mostPerShift: number;
      /** Format: date-time */
      shiftEndsAt: string;
    };
    ReviewFigures: {
      stationId: string;
      reviews: number;
      falseAlarms: number;
      confirmedDefects: number;
      missedDefects: number;
      unsure: number;
      offeredAsNormal: number;
      quarantined: number;
      rememberedDefects: number;
      verdictsChanged: number;
    };
    DefectMemoryEntry: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      frameId: string;
      /** Format: uuid */
      reviewId: string;
      name: string | null;
      patches: number;
      reach: number;
      by: string;
      /** Format: date-time */
      at: string;
      verdictsChanged: number;
      /** Format: date-time */
      undoneAt: string | null;
      undoneBy: string | null;
      inactive: string | null;
    };
    RememberedPatches: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** Format: uuid */
      frameId: string;
      /** Format: uuid */
      reviewId: string;
      name: string | null;
      patches: number;
      reach: number;
      by: string;
      /** Format: date-time */
      at: string;
      verdictsChanged: number;
      /** Format: date-time */
      undoneAt: string | null;
      undoneBy: string | null;
      inactive: string | null;
      dimensions: number;
      /** Format: base64 */
      embeddings: string;
      places: number[];
      fromVersion: number;
      untilVersion: number | null;
    };
    EscapeReport: {
      stationId: string;
      settings: {
        /** @default 0 */
        perShift: number;
        /** @default 3 */
        risk: number;
      };
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      until: string;
      confidence: number;
      waiting: number;
      total: {
        shifts: number;
        passed: number;
        drawn: number;
        answered: number;
        found: number;
        unsure: number;
        estimate: number | null;
        upper: number | null;
      };
      found: {
        /** Format: uuid */
        frameId: string;
        /** Format: date-time */
        shiftStarts: string;
        probability: number;
        name: string | null;
      }[];
      shifts: {
        /** Format: date-time */
        starts: string;
        /** Format: date-time */
        ends: string;
        passed: number;
        drawn: number;
        answered: number;
        found: number;
        unsure: number;
      }[];
    };
    GoldenPart: {
      id: string;
      stationId: string;
      title: string;
      /** @enum {string} */
      verdict: 'ok' | 'defect';
      lowest: number | null;
      highest: number | null;
      addedBy: string;
      /** Format: date-time */
      addedAt: string;
    };
    Challenge: {
      /** Format: uuid */
      id: string;
      stationId: string;
      reason: string;
      by: string;
      /** Format: date-time */
      openedAt: string;
      /** @enum {string} */
      state: 'open' | 'passed' | 'failed' | 'abandoned';
      /** Format: uuid */
      modelId: string | null;
      showings: {
        goldenPartId: string;
        /** Format: uuid */
        frameId: string;
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect' | 'invalid';
        imageScore: number;
        displayScore: number;
        /** Format: uuid */
        modelId: string;
        passed: boolean;
        why: string | null;
        /** Format: date-time */
        at: string;
      }[];
      missing: string[];
      /** Format: date-time */
      endedAt: string | null;
    };
    Gate: {
      stationId: string;
      open: boolean;
      why: string;
      /** Format: date-time */
      until: string | null;
      challenge: {
        /** Format: uuid */
        id: string;
        stationId: string;
        reason: string;
        by: string;
        /** Format: date-time */
        openedAt: string;
        /** @enum {string} */
        state: 'open' | 'passed' | 'failed' | 'abandoned';
        /** Format: uuid */
        modelId: string | null;
        showings: {
          goldenPartId: string;
          /** Format: uuid */
          frameId: string;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect' | 'invalid';
          imageScore: number;
          displayScore: number;
          /** Format: uuid */
          modelId: string;
          passed: boolean;
          why: string | null;
          /** Format: date-time */
          at: string;
        }[];
        missing: string[];
        /** Format: date-time */
        endedAt: string | null;
      } | null;
    };
    AnalysisMap: {
      /** Format: uuid */
      analysisId: string;
      stationId: string;
      /** @enum {string} */
      method: 'umap' | 'tsne';
      seed: number;
      points: {
        kind: ('frame' | 'normal')[];
        id: string[];
        station: string[];
        x: number[];
        y: number[];
        placed: (0 | 1)[];
        verdict: ('ok' | 'review' | 'defect' | 'invalid' | null)[];
        label: (string | null)[];
        at: (number | null)[];
      };
    };
    Families: {
      stationId: string;
      loose: number;
      items: {
        /** Format: uuid */
        id: string;
        name: string;
        /** @enum {string} */
        nameFrom: 'person' | 'labels' | 'number';
        stationId: string;
        number: number;
        alerts: number;
        parts: number;
        /** Format: date-time */
        firstSeen: string | null;
        /** Format: date-time */
        lastSeen: string | null;
        stations: string[];
        typical: string[];
      }[];
    };
    Family: {
      /** Format: uuid */
      id: string;
      name: string;
      /** @enum {string} */
      nameFrom: 'person' | 'labels' | 'number';
      stationId: string;
      number: number;
      alerts: number;
      parts: number;
      /** Format: date-time */
      firstSeen: string | null;
      /** Format: date-time */
      lastSeen: string | null;
      stations: string[];
      typical: string[];
      members: {
        /** Format: uuid */
        frameId: string;
        partId: string | null;
        /** Format: date-time */
        seenAt: string;
        distance: number | null;
      }[];
      byHour: {
        /** Format: date-time */
        starts: string;
        alerts: number;
      }[];
    };
    Incidents: {
      stationId: string;
      gapMinutes: number;
      items: {
        /** Format: uuid */
        id: string;
        stationId: string;
        family: {
          /** Format: uuid */
          id: string;
          name: string;
          /** @enum {string} */
          nameFrom: 'person' | 'labels' | 'number';
        };
        alerts: number;
        parts: number;
        /** Format: date-time */
        began: string;
        /** Format: date-time */
        last: string;
        open: boolean;
        typical: string[];
        frameIds: string[];
      }[];
    };
    DefectNaming: {
      stationId: string;
      /** @enum {string|null} */
      method: 'logistic' | 'svm' | null;
      /** Format: date-time */
      trainedAt: string | null;
      report: {
        names: string[];
        examples: number;
        accuracy: number;
        balancedAccuracy: number;
        confusion: number[][];
        perName: {
          name: string;
          examples: number;
          precision: number | null;
          recall: number;
        }[];
        calibrationError: number;
      } | null;
      leftOut: {
        name: string;
        examples: number;
      }[];
      reason: string | null;
    };
    DuplicatesReport: {
      stationId: string;
      hours: number;
      frames: number;
      duplicates: number;
      groups: {
        /** @enum {string} */
        kind: 'stuck-camera' | 'same-part-twice' | 'burst';
        /** Format: uuid */
        first: string;
        frameIds: string[];
        partIds: string[];
        /** Format: date-time */
        from: string;
        /** Format: date-time */
        until: string;
        distance: number;
      }[];
    };
    AllIncidents: {
      gapMinutes: number;
      items: {
        /** Format: uuid */
        id: string;
        stationId: string;
        family: {
          /** Format: uuid */
          id: string;
          name: string;
          /** @enum {string} */
          nameFrom: 'person' | 'labels' | 'number';
        };
        alerts: number;
        parts: number;
        /** Format: date-time */
        began: string;
        /** Format: date-time */
        last: string;
        open: boolean;
        typical: string[];
        frameIds: string[];
      }[];
    };
    Wall: {
      /** Format: date-time */
      at: string;
      items: {
        stationId: string;
        title: string;
        model: {
          /** Format: uuid */
          id: string;
          version: number;
          /** Format: date-time */
          madeAt: string;
          active: boolean;
          /** @enum {string} */
          state: 'candidate' | 'active' | 'retired';
          provisional: boolean;
          limits: {
            warn: number;
            reject: number;
            scale: number;
          };
          /** @default null */
          limitsByHand: {
            warn: number;
            reject: number;
            version: number;
            by: string;
            approvedBy: string | null;
            /** Format: date-time */
            at: string;
            why: string;
          } | null;
        } | null;
        trouble: {
          code: string;
          detail: string;
          worker: string;
          /** Format: date-time */
          since: string;
        } | null;
        gate: {
          open: boolean;
          why: string;
          /** Format: date-time */
          until: string | null;
        };
        camera: {
          stationId: string;
          inARow: number;
          fault: {
            /** @enum {string} */
            cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
            figure: string;
            value: number;
            range: {
              low: number;
              high: number;
            } | null;
            text: string;
          } | null;
          since: string | null;
          alerted: boolean;
        };
        last: {
          /** Format: uuid */
          frameId: string;
          stationId: string;
          partId: string | null;
          lot: string | null;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect' | 'invalid';
          imageScore: number;
          displayScore: number;
          limits: {
            warn: number;
            reject: number;
            scale: number;
          };
          /** @default 0 */
          limitsVersion: number;
          model: {
            /** Format: uuid */
            id: string;
            version: number;
          };
          /** @default null */
          input: {
            width: number;
            height: number;
            second: {
              width: number;
              height: number;
            } | null;
          } | null;
          grid: {
            rows: number;
            columns: number;
          };
          nearest: {
            patch: {
              row: number;
              column: number;
            };
            patchScore: number;
            normalId: string;
            normalPatch: {
              row: number;
              column: number;
            };
          };
          /** @default [] */
          regions: {
            outline: {
              x: number;
              y: number;
            }[];
            box: {
              x: number;
              y: number;
              width: number;
              height: number;
            };
            area: number;
            score: number;
            /** @enum {string} */
            over: 'review' | 'reject';
          }[];
          /** @default null */
          quality: {
            focus: number;
            exposure: number;
            clippedDark: number;
            clippedBright: number;
            castRed: number;
            castBlue: number;
            shiftX: number;
            shiftY: number;
            turn: number;
            match: number;
          } | null;
          /** @default null */
          fault: {
            /** @enum {string} */
            cause: 'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
            figure: string;
            value: number;
            range: {
              low: number;
              high: number;
            } | null;
            text: string;
          } | null;
          /** @default null */
          lookAlike: {
            /** Format: uuid */
            entryId: string;
            name: string | null;
            likeness: number;
            scoreBefore: number;
            patch: {
              row: number;
              column: number;
            };
          } | null;
          /** @default null */
          goldenPart: string | null;
          /** @default 0 */
          memoryVersion: number;
          /** @default null */
          engine: {
            backend: string;
            version: string;
          } | null;
          times: {
            captureMs: number | null;
            queueMs: number;
            fetchMs: number;
            decodeMs: number;
            waitMs: number;
            embedMs: number;
            scoreMs: number;
            totalMs: number;
          };
          /** Format: date-time */
          capturedAt: string | null;
          /** Format: date-time */
          acceptedAt: string;
          /** Format: date-time */
          inspectedAt: string;
        } | null;
        usualPauseMs: number | null;
        usualVerdictMs: number | null;
        waiting: {
          stationId: string;
          frames: number;
          /** Format: date-time */
          oldestAt: string;
        } | null;
        alarms: {
          frames: number;
          defects: number;
          budget: number;
        };
        openAlerts: number;
        job: {
          kind: string;
          /** @enum {string} */
          state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
          done: number | null;
          of: number | null;
        } | null;
      }[];
    };
    TestPictureAdded: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      known: 'good' | 'bad';
      kind: string | null;
      region: {
        x: number;
        y: number;
        width: number;
        height: number;
      } | null;
      hasMask: boolean;
      fileName: string | null;
      partId: string | null;
      lot: string | null;
      bytes: number;
      width: number;
      height: number;
      mediaType: string;
      sha256: string;
      /** Format: uuid */
      sourceFrame: string | null;
      addedBy: string;
      /** Format: date-time */
      addedAt: string;
      warnings: string[];
    };
    TestPicture: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      known: 'good' | 'bad';
      kind: string | null;
      region: {
        x: number;
        y: number;
        width: number;
        height: number;
      } | null;
      hasMask: boolean;
      fileName: string | null;
      partId: string | null;
      lot: string | null;
      bytes: number;
      width: number;
      height: number;
      mediaType: string;
      sha256: string;
      /** Format: uuid */
      sourceFrame: string | null;
      addedBy: string;
      /** Format: date-time */
      addedAt: string;
    };
    JudgedPicture: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      known: 'good' | 'bad';
      kind: string | null;
      region: {
        x: number;
        y: number;
        width: number;
        height: number;
      } | null;
      hasMask: boolean;
      fileName: string | null;
      partId: string | null;
      lot: string | null;
      bytes: number;
      width: number;
      height: number;
      mediaType: string;
      sha256: string;
      /** Format: uuid */
      sourceFrame: string | null;
      addedBy: string;
      /** Format: date-time */
      addedAt: string;
      judged: {
        imageScore: number;
        displayScore: number;
        /** @enum {string} */
        verdict: 'ok' | 'review' | 'defect';
      } | null;
    };
    TestReport: {
      stationId: string;
      model: {
        /** Format: uuid */
        id: string;
        version: number;
        /** @enum {string} */
        state: 'candidate' | 'active' | 'retired';
        limits: {
          warn: number;
          reject: number;
          scale: number;
        };
      } | null;
      counts: {
        good: number;
        bad: number;
        masks: number;
        kinds: {
          kind: string | null;
          pictures: number;
        }[];
      };
      /** Format: date-time */
      judgedAt: string | null;
      seconds: number | null;
      judged: number;
      notJudged: number;
      unreadable: {
        /** Format: uuid */
        pictureId: string;
        detail: string;
      }[];
      pixels: {
        pixelAuroc: number | null;
        aupro: number | null;
        masks: number;
        emptyMasks: number;
      } | null;
      figures: {
        imageAuroc: number | null;
        good: {
          parts: number;
          defect: {
            parts: number;
            share: number;
            interval95: [number, number];
          };
          review: {
            parts: number;
            share: number;
            interval95: [number, number];
          };
          ok: {
            parts: number;
            share: number;
            interval95: [number, number];
          };
        } | null;
        bad: {
          parts: number;
          defect: {
            parts: number;
            share: number;
            interval95: [number, number];
          };
          review: {
            parts: number;
            share: number;
            interval95: [number, number];
          };
          ok: {
            parts: number;
            share: number;
            interval95: [number, number];
          };
        } | null;
        kinds: {
          kind: string | null;
          imageAuroc: number | null;
          verdicts: {
            parts: number;
            defect: {
              parts: number;
              share: number;
              interval95: [number, number];
            };
            review: {
              parts: number;
              share: number;
              interval95: [number, number];
            };
            ok: {
              parts: number;
              share: number;
              interval95: [number, number];
            };
          };
        }[];
        histogram: {
          from: number;
          to: number;
          good: number[];
          bad: number[];
        };
        misses: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
          /** Format: uuid */
          pictureId: string;
          kind: string | null;
        }[];
        missed: number;
        falseAlarms: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
          /** Format: uuid */
          pictureId: string;
          kind: string | null;
        }[];
        alarmed: number;
        cameraFaults: number;
      } | null;
      missing: string[];
    };
    TestComparison: {
      stationId: string;
      /** Format: uuid */
      modelId: string;
      version: number;
      /** Format: uuid */
      against: string | null;
      againstVersion: number | null;
      compared: {
        good: number;
        bad: number;
      };
      notJudged: number;
      newMisses: {
        /** Format: uuid */
        pictureId: string;
        /** @enum {string} */
        known: 'good' | 'bad';
        kind: string | null;
        fileName: string | null;
        before: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
        after: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
      }[];
      newlyCaught: {
        /** Format: uuid */
        pictureId: string;
        /** @enum {string} */
        known: 'good' | 'bad';
        kind: string | null;
        fileName: string | null;
        before: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
        after: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
      }[];
      newAlarms: {
        /** Format: uuid */
        pictureId: string;
        /** @enum {string} */
        known: 'good' | 'bad';
        kind: string | null;
        fileName: string | null;
        before: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
        after: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
      }[];
      alarmsGone: {
        /** Format: uuid */
        pictureId: string;
        /** @enum {string} */
        known: 'good' | 'bad';
        kind: string | null;
        fileName: string | null;
        before: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
        after: {
          imageScore: number;
          displayScore: number;
          /** @enum {string} */
          verdict: 'ok' | 'review' | 'defect';
        };
      }[];
      warning: string | null;
    };
    AnalysisJob: {
      /** Format: uuid */
      id: string;
      stationId: string;
      /** @enum {string} */
      kind: 'map' | 'groups' | 'names' | 'train' | 'judge' | 'detection' | 'compare-recipes';
      settings: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      progress: {
        step: string;
        done: number;
        of: number;
        etaSeconds: number | null;
        training?: {
          epoch: number;
          epochs: number;
          loss: number;
          curve: {
            epoch: number;
            loss: number;
            heldOut: number | null;
          }[];
        };
      } | null;
      result: {
        [key: string]: unknown;
      } | null;
      failure: {
        code: string;
        detail: string;
      } | null;
      by: string;
      /** Format: date-time */
      requestedAt: string;
      /** Format: date-time */
      startedAt: string | null;
      /** Format: date-time */
      endedAt: string | null;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      detail: string;
      instance?: string;
      errors?: {
        path: string;
        message: string;
      }[];
    };
    LiveEvent:
      | {
          /** @constant */
          type: 'inspection';
          inspection: {
            /** Format: uuid */
            frameId: string;
            stationId: string;
            partId: string | null;
            lot: string | null;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
            limits: {
              warn: number;
              reject: number;
              scale: number;
            };
            /** @default 0 */
            limitsVersion: number;
            model: {
              /** Format: uuid */
              id: string;
              version: number;
            };
            /** @default null */
            input: {
              width: number;
              height: number;
              second: {
                width: number;
                height: number;
              } | null;
            } | null;
            grid: {
              rows: number;
              columns: number;
            };
            nearest: {
              patch: {
                row: number;
                column: number;
              };
              patchScore: number;
              normalId: string;
              normalPatch: {
                row: number;
                column: number;
              };
            };
            /** @default [] */
            regions: {
              outline: {
                x: number;
                y: number;
              }[];
              box: {
                x: number;
                y: number;
                width: number;
                height: number;
              };
              area: number;
              score: number;
              /** @enum {string} */
              over: 'review' | 'reject';
            }[];
            /** @default null */
            quality: {
              focus: number;
              exposure: number;
              clippedDark: number;
              clippedBright: number;
              castRed: number;
              castBlue: number;
              shiftX: number;
              shiftY: number;
              turn: number;
              match: number;
            } | null;
            /** @default null */
            fault: {
              /** @enum {string} */
              cause:
                'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
              figure: string;
              value: number;
              range: {
                low: number;
                high: number;
              } | null;
              text: string;
            } | null;
            /** @default null */
            lookAlike: {
              /** Format: uuid */
              entryId: string;
              name: string | null;
              likeness: number;
              scoreBefore: number;
              patch: {
                row: number;
                column: number;
              };
            } | null;
            /** @default null */
            goldenPart: string | null;
            /** @default 0 */
            memoryVersion: number;
            /** @default null */
            engine: {
              backend: string;
              version: string;
            } | null;
            times: {
              captureMs: number | null;
              queueMs: number;
              fetchMs: number;
              decodeMs: number;
              waitMs: number;
              embedMs: number;
              scoreMs: number;
              totalMs: number;
            };
            capturedAt: string | null;
            /** Format: date-time */
            acceptedAt: string;
            /** Format: date-time */
            inspectedAt: string;
          };
        }
      | {
          /** @constant */
          type: 'alert';
          alert: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** Format: uuid */
            frameId: string;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            imageScore: number;
            displayScore: number;
            partId: string | null;
            /** Format: date-time */
            raisedAt: string;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            /** @enum {string} */
            delivery: 'none' | 'pending' | 'delivered' | 'failed';
            look?: {
              family: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                nameFrom: 'person' | 'labels' | 'number';
              } | null;
              suggestion: {
                name: string | null;
                likeliest: string;
                probability: number;
                abstains: ('unsure' | 'unlike-any') | null;
              } | null;
            } | null;
            links: {
              self: string;
              image: string;
              heatmap: string;
              nearestNormal: string;
            };
          };
        }
      | {
          /** @constant */
          type: 'frame-failed';
          /** Format: uuid */
          frameId: string;
          stationId: string;
          failure: {
            code: string;
            detail: string;
          };
        }
      | {
          /** @constant */
          type: 'deadline-missed';
          /** Format: uuid */
          frameId: string;
          stationId: string;
          partId: string | null;
          /** @enum {string} */
          verdict: 'review' | 'defect' | 'invalid';
          /** Format: date-time */
          deadlineAt: string;
        }
      | {
          /** @constant */
          type: 'calibration';
          calibration: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** @enum {string} */
            state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
            activate: boolean;
            /** @default false */
            incremental: boolean;
            /** @default operator */
            by: string;
            /** @default  */
            why: string;
            progress: {
              step: string;
              done: number;
              of: number;
            } | null;
            normals: number;
            modelId: string | null;
            /** @default null */
            activation:
              ('done' | 'waiting' | 'withdrawn' | 'rehearsal-needed' | 'test-set-misses') | null;
            certificate: {
              /** @constant */
              method: 'conformal-grouped-kfold';
              frames: number;
              parts: number;
              folds: number;
              seed: number;
              warn: {
                target: number;
                /**
                 * @default conformal
                 * @enum {string}
                 */
                method: 'conformal' | 'maximum' | 'peaks-over-threshold';
                j: number;
                parts: number;
                expectedRate: number;
                interval95: [number, number];
                provisional: boolean;
                partsMissing: number;
                /** @default false */
                extrapolated: boolean;
                /** @default null */
                tail: {
                  threshold: number;
                  exceedances: number;
                  shape: number;
                  scale: number;
                  statistic: number;
                  pValue: number;
                } | null;
                /** @default null */
                fallback: string | null;
                /** @default null */
                widened: {
                  asked: number;
                  because: string;
                } | null;
              };
              reject: {
                target: number;
                /**
                 * @default conformal
                 * @enum {string}
                 */
                method: 'conformal' | 'maximum' | 'peaks-over-threshold';
                j: number;
                parts: number;
                expectedRate: number;
                interval95: [number, number];
                provisional: boolean;
                partsMissing: number;
                /** @default false */
                extrapolated: boolean;
                /** @default null */
                tail: {
                  threshold: number;
                  exceedances: number;
                  shape: number;
                  scale: number;
                  statistic: number;
                  pValue: number;
                } | null;
                /** @default null */
                fallback: string | null;
                /** @default null */
                widened: {
                  asked: number;
                  because: string;
                } | null;
              };
              provisional: boolean;
              heldOutScores: number[];
              /** @default null */
              heldOutBias: {
                spreads: number;
                frames: number;
                left: number;
              } | null;
              /** @default null */
              grouping: {
                byPartId: number;
                byLotAndTime: number;
                byLikeness: number;
                alone: number;
              } | null;
              /** @default [] */
              limitSetters: {
                frameId: string;
                partId: string | null;
                score: number;
                /** @enum {string} */
                limit: 'warn' | 'reject';
              }[];
              /** @default [] */
              oddNormals: {
                frameId: string;
                partId: string | null;
                score: number;
                spreads: number;
                place: {
                  row: number;
                  column: number;
                  rows: number;
                  columns: number;
                  patchScore: number;
                  usual: number;
                  highest: number;
                };
                without: {
                  warn: number;
                  reject: number;
                };
                withoutOdder: {
                  warn: number;
                  reject: number;
                };
              }[];
              /** @default null */
              rare: {
                parts: number;
                frames: string[];
                scores: number[];
                over: {
                  warn: number;
                  reject: number;
                };
              } | null;
              /** @default null */
              screening: {
                looked: number;
                setAside: number;
                byReason: {
                  [key: string]: number;
                };
                expectedMissed: {
                  share: number;
                  because: string;
                } | null;
              } | null;
              /** @default [] */
              partsNeeded: {
                rate: number;
                missing: number;
              }[];
              /** @default null */
              sampleBits: {
                bits: number;
                largest: number | null;
                /** @enum {string} */
                from: 'setting' | 'normals';
              } | null;
              /** @default [] */
              cannotPromise: string[];
              /** @default null */
              hashes: {
                bank: string;
                /** @default null */
                secondBank: string | null;
                backbone: string;
                normals: string;
              } | null;
              /** @default null */
              made: {
                by: string;
                /** Format: date-time */
                at: string;
                why: string;
              } | null;
            } | null;
            failure: {
              code: string;
              detail: string;
            } | null;
            /** Format: date-time */
            requestedAt: string;
            startedAt: string | null;
            endedAt: string | null;
          };
        }
      | {
          /** @constant */
          type: 'model-activated';
          stationId: string;
          /** Format: uuid */
          modelId: string;
          version: number;
        }
      | {
          /** @constant */
          type: 'activation';
          activation: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** Format: uuid */
            modelId: string;
            version: number;
            previous: string | null;
            /** @enum {string} */
            kind: 'activation' | 'rollback';
            /** @enum {string} */
            state: 'waiting' | 'done' | 'withdrawn';
            by: string;
            why: string;
            /** Format: date-time */
            askedAt: string;
            approvedBy: string | null;
            doneAt: string | null;
          };
        }
      | {
          /** @constant */
          type: 'limits';
          change: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** Format: uuid */
            modelId: string;
            /** @enum {string} */
            kind: 'set' | 'clear';
            review: number | null;
            reject: number | null;
            version: number | null;
            /** @enum {string} */
            state: 'waiting' | 'done' | 'withdrawn';
            by: string;
            why: string;
            /** Format: date-time */
            askedAt: string;
            approvedBy: string | null;
            doneAt: string | null;
          };
        }
      | {
          /** @constant */
          type: 'rehearsal';
          rehearsal: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** Format: uuid */
            modelId: string;
            against: string | null;
            /** @enum {string} */
            state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
            inspections: number;
            /** @default false */
            fromImages: boolean;
            progress: {
              done: number;
              of: number;
            } | null;
            result: {
              replayed: number;
              leftOut: number;
              leftOutBecause: {
                reason: string;
                count: number;
              }[];
              flips: {
                /** @enum {string} */
                from: 'ok' | 'review' | 'defect' | 'invalid';
                /** @enum {string} */
                to: 'ok' | 'review' | 'defect' | 'invalid';
                count: number;
              }[];
              flipped: {
                /** Format: uuid */
                frameId: string;
                /** Format: date-time */
                inspectedAt: string;
                before: {
                  /** @enum {string} */
                  verdict: 'ok' | 'review' | 'defect' | 'invalid';
                  imageScore: number;
                  displayScore: number;
                };
                after: {
                  /** @enum {string} */
                  verdict: 'ok' | 'review' | 'defect' | 'invalid';
                  imageScore: number;
                  displayScore: number;
                };
              }[];
              reviewed: number;
              defectsThatWouldPass: {
                /** Format: uuid */
                frameId: string;
                /** Format: date-time */
                inspectedAt: string;
                before: {
                  /** @enum {string} */
                  verdict: 'ok' | 'review' | 'defect' | 'invalid';
                  imageScore: number;
                  displayScore: number;
                };
                after: {
                  /** @enum {string} */
                  verdict: 'ok' | 'review' | 'defect' | 'invalid';
                  imageScore: number;
                  displayScore: number;
                };
              }[];
              falseAlarmsThatGo: {
                /** Format: uuid */
                frameId: string;
                /** Format: date-time */
                inspectedAt: string;
                before: {
                  /** @enum {string} */
                  verdict: 'ok' | 'review' | 'defect' | 'invalid';
                  imageScore: number;
                  displayScore: number;
                };
                after: {
                  /** @enum {string} */
                  verdict: 'ok' | 'review' | 'defect' | 'invalid';
                  imageScore: number;
                  displayScore: number;
                };
              }[];
              falseAlarmsThatStay: number;
              defectsStillCaught: number;
              byDay: {
                /** Format: date */
                day: string;
                frames: number;
                alarmsBefore: number;
                alarmsAfter: number;
                reviewsBefore: number;
                reviewsAfter: number;
              }[];
              seconds: number;
            } | null;
            failure: {
              code: string;
              detail: string;
            } | null;
            by: string;
            /** Format: date-time */
            requestedAt: string;
            endedAt: string | null;
          };
        }
      | {
          /** @constant */
          type: 'analysis';
          analysis: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** @enum {string} */
            kind: 'map' | 'groups' | 'names' | 'train' | 'judge' | 'detection' | 'compare-recipes';
            settings: {
              [key: string]: unknown;
            };
            /** @enum {string} */
            state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
            progress: {
              step: string;
              done: number;
              of: number;
              etaSeconds: number | null;
              training?: {
                epoch: number;
                epochs: number;
                loss: number;
                curve: {
                  epoch: number;
                  loss: number;
                  heldOut: number | null;
                }[];
              };
            } | null;
            result: {
              [key: string]: unknown;
            } | null;
            failure: {
              code: string;
              detail: string;
            } | null;
            by: string;
            /** Format: date-time */
            requestedAt: string;
            startedAt: string | null;
            endedAt: string | null;
          };
        }
      | {
          /** @constant */
          type: 'incident';
          incident: {
            /** Format: uuid */
            id: string;
            stationId: string;
            family: {
              /** Format: uuid */
              id: string;
              name: string;
              /** @enum {string} */
              nameFrom: 'person' | 'labels' | 'number';
            };
            alerts: number;
            parts: number;
            /** Format: date-time */
            began: string;
            /** Format: date-time */
            last: string;
            open: boolean;
            typical: string[];
            frameIds: string[];
          };
        }
      | {
          /** @constant */
          type: 'camera';
          camera: {
            stationId: string;
            inARow: number;
            fault: {
              /** @enum {string} */
              cause:
                'blurred' | 'dark' | 'bright' | 'clipped' | 'colour-cast' | 'shifted' | 'frozen';
              figure: string;
              value: number;
              range: {
                low: number;
                high: number;
              } | null;
              text: string;
            } | null;
            since: string | null;
            alerted: boolean;
          };
        }
      | {
          /** @constant */
          type: 'drift';
          stationId: string;
          drift: {
            /** @enum {string} */
            signal:
              'scores' | 'alarm-rate' | 'focus' | 'exposure' | 'colour' | 'shift' | 'embedding';
            statistic: number;
            threshold: number;
            parts: number;
            drifting: boolean;
            since: string | null;
            text: string;
            usual: number | null;
            now: number | null;
          };
        }
      | {
          /** @constant */
          type: 'review';
          review: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            frameId: string;
            stationId: string;
            /** @enum {string} */
            answer: 'ok' | 'defect' | 'unsure';
            name: string | null;
            region: {
              x: number;
              y: number;
              width: number;
              height: number;
            } | null;
            note: string;
            by: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            verdict: 'ok' | 'review' | 'defect' | 'invalid';
            /** @enum {string} */
            effect:
              | 'none'
              | 'pending'
              | 'offered-as-normal'
              | 'quarantined'
              | 'remembered-as-defect'
              | 'failed';
            detail: string | null;
            undoneAt: string | null;
            undoneBy: string | null;
          };
        }
      | {
          /** @constant */
          type: 'quarantine';
          quarantined: {
            /** Format: uuid */
            id: string;
            stationId: string;
            /** @enum {string} */
            state: 'in' | 'quarantined' | 'kept-out';
            findings: {
              /** @enum {string} */
              reason:
                | 'unreadable'
                | 'blurred'
                | 'badly-exposed'
                | 'shifted'
                | 'frozen'
                | 'duplicate'
                | 'extreme'
                | 'near-defect'
                | 'hides-defect';
              detail: string;
              value: number | null;
              limit: number | null;
              likeFrame: string | null;
            }[];
            partId: string | null;
            lot: string | null;
            /** Format: date-time */
            addedAt: string;
            /** Format: date-time */
            setAsideAt: string;
            decidedBy: string | null;
            decidedAt: string | null;
            note: string | null;
          };
        }
      | {
          /** @constant */
          type: 'gate';
          gate: {
            stationId: string;
            open: boolean;
            why: string;
            until: string | null;
            challenge: {
              /** Format: uuid */
              id: string;
              stationId: string;
              reason: string;
              by: string;
              /** Format: date-time */
              openedAt: string;
              /** @enum {string} */
              state: 'open' | 'passed' | 'failed' | 'abandoned';
              modelId: string | null;
              showings: {
                goldenPartId: string;
                /** Format: uuid */
                frameId: string;
                /** @enum {string} */
                verdict: 'ok' | 'review' | 'defect' | 'invalid';
                imageScore: number;
                displayScore: number;
                /** Format: uuid */
                modelId: string;
                passed: boolean;
                why: string | null;
                /** Format: date-time */
                at: string;
              }[];
              missing: string[];
              endedAt: string | null;
            } | null;
          };
        }
      | {
          /** @constant */
          type: 'names-learned';
          stationId: string;
        }
      | {
          /** @constant */
          type: 'trouble';
          stationId: string;
          trouble: {
            code: string;
            detail: string;
            worker: string;
            /** Format: date-time */
            since: string;
          } | null;
        }
      | {
          /** @constant */
          type: 'station-changed';
          stationId: string;
          /** @enum {string} */
          changed: 'made' | 'settings' | 'mask' | 'normals' | 'test-set' | 'deleted';
        }
      | {
          /** @constant */
          type: 'pulse';
          /** Format: date-time */
          at: string;
          waiting:
            | {
                stationId: string;
                frames: number;
                /** Format: date-time */
                oldestAt: string;
              }[]
            | null;
        };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  SessionController_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Nobody, where `who` is null */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WhoAmI'];
        };
      };
    };
  };
  SessionController_signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          password: string;
          /** @default false */
          token?: boolean;
        };
      };
    };
    responses: {
      /** @description Signed in */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
    };
  };
  SessionController_signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SessionController_signInByPin: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          pin: string;
        };
      };
    };
    responses: {
      /** @description Signed in */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
    };
  };
  SessionController_changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          old: string;
          password: string;
        };
      };
    };
    responses: {
      /** @description Changed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignedIn'];
        };
      };
    };
  };
  SessionsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that last */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['OpenSession'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  SessionsController_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ended */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  PeopleController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Account'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  PeopleController_make: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          password: string;
          /**
           * @default viewer
           * @enum {string}
           */
          role?: 'viewer' | 'operator' | 'engineer' | 'administrator';
          /** @default null */
          stations?: string[] | null;
        };
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
    };
  };
  PeopleController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          role?: 'viewer' | 'operator' | 'engineer' | 'administrator';
          stations?: string[] | null;
          disabled?: boolean;
          password?: string;
          pin?: string | null;
        };
      };
    };
    responses: {
      /** @description The account as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
    };
  };
  PeopleController_sessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that last */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Session'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  PeopleController_endSessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        account: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  DeviceKeysController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['DeviceKey'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  DeviceKeysController_make: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          scopes: ('ingest' | 'read' | 'operate')[];
          /** @default null */
          stations?: string[] | null;
          /**
           * Format: date-time
           * @default null
           */
          expiresAt?: string | null;
        };
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShownDeviceKey'];
        };
      };
    };
  };
  DeviceKeysController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceKey'];
        };
      };
    };
  };
  DeviceKeysController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          scopes?: ('ingest' | 'read' | 'operate')[];
          stations?: string[] | null;
          /** Format: date-time */
          expiresAt?: string | null;
        };
      };
    };
    responses: {
      /** @description The key as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceKey'];
        };
      };
    };
  };
  DeviceKeysController_rotate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        device: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Rotated */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShownDeviceKey'];
        };
      };
    };
  };
  AuditController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        by?: string;
        action?: string;
        from?: string;
        until?: string;
        of?: 'service' | 'all';
        station?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
    };
  };
  AuditController_export: {
    parameters: {
      query?: {
        by?: string;
        action?: string;
        from?: string;
        until?: string;
        of?: 'service' | 'all';
        station?: string;
        format?: 'csv' | 'json';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEntry'][];
          'text/csv': string;
        };
      };
    };
  };
  AuditController_verify: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was found */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerification'];
        };
      };
    };
  };
  SystemController_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemState'];
        };
      };
    };
  };
  InspectionsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        station?: string;
        verdict?: 'ok' | 'review' | 'defect' | 'invalid';
        partId?: string;
        lot?: string;
        model?: string;
        family?: string;
        from?: string;
        until?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Inspection'][];
            next: string | null;
          };
        };
      };
    };
  };
  InspectionsController_export: {
    parameters: {
      query?: {
        station?: string;
        verdict?: 'ok' | 'review' | 'defect' | 'invalid';
        partId?: string;
        lot?: string;
        model?: string;
        family?: string;
        from?: string;
        until?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each inspection */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
    };
  };
  PassportController_read: {
    parameters: {
      query: {
        part: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The part; without frames where none shows it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Passport'];
        };
      };
    };
  };
  ReportsController_read: {
    parameters: {
      query: {
        from: string;
        until: string;
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PeriodReport'];
          'text/csv': string;
        };
      };
    };
  };
  StationsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Station'][];
            next: string | null;
          };
        };
      };
    };
  };
  StationsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The station */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
    };
  };
  StationsController_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default  */
          title?: string;
          /** @default touchstone-small */
          backbone?: string;
          /** @default null */
          regionOfInterest?: {
            x: number;
            y: number;
            width: number;
            height: number;
          } | null;
          /** @default auto */
          significantBits?: 'auto' | number;
          /** @default {} */
          masks?: {
            /** @default [] */
            include?: {
              x: number;
              y: number;
            }[][];
            /** @default [] */
            ignore?: {
              x: number;
              y: number;
            }[][];
            /**
             * Format: base64
             * @default null
             */
            image?: string | null;
          };
          /** @default {} */
          alignment?: {
            /** @default false */
            enabled?: boolean;
            /** @default 0.1 */
            furthest?: number;
            /** @default 0 */
            largestTurn?: number;
          };
          /** @default {} */
          input?: {
            /** @default null */
            size?: number | null;
            /** @default null */
            second?: number | null;
          };
          /** @default {} */
          bank?: {
            /** @default 2000 */
            rows?: number;
            /** @default 1 */
            seed?: number;
          };
          /** @default {} */
          score?: {
            /**
             * @default worst-mean
             * @enum {string}
             */
            method?: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
            /** @default 5 */
            worst?: number;
            /** @default 1 */
            neighbours?: number;
          };
          /** @default {} */
          regions?: {
            /** @default 0 */
            minimumArea?: number;
          };
          /** @default {} */
          targets?: {
            /** @default 0.01 */
            reject?:
              | number
              | {
                  falseAlarms: number;
                  parts: number;
                  /** @default shift */
                  per?: string;
                };
            /** @default 0.05 */
            review?:
              | number
              | {
                  falseAlarms: number;
                  parts: number;
                  /** @default shift */
                  per?: string;
                };
            /**
             * @default conformal
             * @enum {string}
             */
            method?: 'conformal' | 'maximum' | 'peaks-over-threshold';
            /** @default 0.1 */
            whileProvisional?: number;
          };
          /** @default {} */
          camera?: {
            /** @default true */
            check?: boolean;
            /** @default 3 */
            alertAfter?: number;
            /** @default 1 */
            margin?: number;
          };
          /** @default {} */
          screen?: {
            /** @default true */
            enabled?: boolean;
            /** @default 0.05 */
            mostGood?: number;
          };
          /** @default {} */
          review?: {
            /** @default 20 */
            mostPerShift?: number;
            /** @default 8 */
            shiftHours?: number;
          };
          /** @default {} */
          escapes?: {
            /** @default 0 */
            perShift?: number;
            /** @default 3 */
            risk?: number;
          };
          /** @default {} */
          activation?: {
            /** @default false */
            secondPerson?: boolean;
            /** @default false */
            rehearsal?: boolean;
            /** @default false */
            testSet?: boolean;
          };
          /** @default {} */
          challenge?: {
            /** @default false */
            required?: boolean;
            /** @default 8 */
            everyHours?: number;
            /** @default true */
            onNewModel?: boolean;
          };
          /** @default {} */
          drift?: {
            /** @default true */
            enabled?: boolean;
            /** @default 50000 */
            partsBetweenFalseAlarms?: number;
            /** @default 0.005 */
            acceptedAlarmRate?: number;
            /** @default 0.02 */
            noticedAlarmRate?: number;
          };
          /** @default {} */
          embeddings?: {
            /** @default 10000 */
            keep?: number;
          };
          /** @default {} */
          retention?: {
            /** @default {} */
            ok?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default {} */
            review?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default {} */
            defect?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default {} */
            invalid?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default 1 */
            okOneIn?: number;
            /** @default null */
            gigabytes?: number | null;
            /** @default null */
            recordDays?: number | null;
          };
          /** @default {} */
          deadline?: {
            /** @default null */
            ms?: number | null;
            /**
             * @default defect
             * @enum {string}
             */
            failSafe?: 'review' | 'defect' | 'invalid';
          };
          /** @default 1000 */
          backlogLimit?: number;
          /**
           * @default [
           *       "defect"
           *     ]
           */
          alertOn?: ('ok' | 'review' | 'defect' | 'invalid')[];
          /** @default null */
          webhook?: {
            /** Format: uri */
            url: string;
            secret: string;
          } | null;
        };
      };
    };
    responses: {
      /** @description Replaced */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
      /** @description As it is now; what guards it less waits for a second person */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
    };
  };
  StationsController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  StationsController_patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          title?: string;
          backbone?: string;
          regionOfInterest?: {
            x: number;
            y: number;
            width: number;
            height: number;
          } | null;
          significantBits?: 'auto' | number;
          masks?: {
            /** @default [] */
            include?: {
              x: number;
              y: number;
            }[][];
            /** @default [] */
            ignore?: {
              x: number;
              y: number;
            }[][];
            /**
             * Format: base64
             * @default null
             */
            image?: string | null;
          };
          alignment?: {
            /** @default false */
            enabled?: boolean;
            /** @default 0.1 */
            furthest?: number;
            /** @default 0 */
            largestTurn?: number;
          };
          input?: {
            /** @default null */
            size?: number | null;
            /** @default null */
            second?: number | null;
          };
          bank?: {
            /** @default 2000 */
            rows?: number;
            /** @default 1 */
            seed?: number;
          };
          score?: {
            /**
             * @default worst-mean
             * @enum {string}
             */
            method?: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
            /** @default 5 */
            worst?: number;
            /** @default 1 */
            neighbours?: number;
          };
          regions?: {
            /** @default 0 */
            minimumArea?: number;
          };
          targets?: {
            /** @default 0.01 */
            reject?:
              | number
              | {
                  falseAlarms: number;
                  parts: number;
                  /** @default shift */
                  per?: string;
                };
            /** @default 0.05 */
            review?:
              | number
              | {
                  falseAlarms: number;
                  parts: number;
                  /** @default shift */
                  per?: string;
                };
            /**
             * @default conformal
             * @enum {string}
             */
            method?: 'conformal' | 'maximum' | 'peaks-over-threshold';
            /** @default 0.1 */
            whileProvisional?: number;
          };
          camera?: {
            /** @default true */
            check?: boolean;
            /** @default 3 */
            alertAfter?: number;
            /** @default 1 */
            margin?: number;
          };
          screen?: {
            /** @default true */
            enabled?: boolean;
            /** @default 0.05 */
            mostGood?: number;
          };
          review?: {
            /** @default 20 */
            mostPerShift?: number;
            /** @default 8 */
            shiftHours?: number;
          };
          escapes?: {
            /** @default 0 */
            perShift?: number;
            /** @default 3 */
            risk?: number;
          };
          activation?: {
            /** @default false */
            secondPerson?: boolean;
            /** @default false */
            rehearsal?: boolean;
            /** @default false */
            testSet?: boolean;
          };
          challenge?: {
            /** @default false */
            required?: boolean;
            /** @default 8 */
            everyHours?: number;
            /** @default true */
            onNewModel?: boolean;
          };
          drift?: {
            /** @default true */
            enabled?: boolean;
            /** @default 50000 */
            partsBetweenFalseAlarms?: number;
            /** @default 0.005 */
            acceptedAlarmRate?: number;
            /** @default 0.02 */
            noticedAlarmRate?: number;
          };
          embeddings?: {
            /** @default 10000 */
            keep?: number;
          };
          retention?: {
            /** @default {} */
            ok?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default {} */
            review?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default {} */
            defect?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default {} */
            invalid?: {
              /** @default null */
              days?: number | null;
              /** @default null */
              most?: number | null;
            };
            /** @default 1 */
            okOneIn?: number;
            /** @default null */
            gigabytes?: number | null;
            /** @default null */
            recordDays?: number | null;
          };
          deadline?: {
            /** @default null */
            ms?: number | null;
            /**
             * @default defect
             * @enum {string}
             */
            failSafe?: 'review' | 'defect' | 'invalid';
          };
          backlogLimit?: number;
          alertOn?: ('ok' | 'review' | 'defect' | 'invalid')[];
          webhook?: {
            /** Format: uri */
            url: string;
            secret: string;
          } | null;
        };
      };
    };
    responses: {
      /** @description The station as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
      /** @description As it is now; what guards it less waits for a second person */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
    };
  };
  SettingsChangesController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['SettingsChange'][];
            next: string | null;
          };
        };
      };
    };
  };
  SettingsChangesController_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        change: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description In force */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SettingsChange'];
        };
      };
    };
  };
  SettingsChangesController_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        change: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Withdrawn */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SettingsChange'];
        };
      };
    };
  };
  SourcesController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Source'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  SourcesController_add: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          id: string;
          /**
           * @default folder
           * @enum {string}
           */
          kind?: 'folder';
          settings: {
            path: string;
            /**
             * @default [
             *       "*.png",
             *       "*.jpg",
             *       "*.jpeg",
             *       "*.webp",
             *       "*.bmp",
             *       "*.tif",
             *       "*.tiff"
             *     ]
             */
            names?: string[];
            /** @default false */
            subfolders?: boolean;
            /**
             * @default name
             * @enum {string}
             */
            order?: 'name' | 'time';
            /** @default null */
            facts?: string | null;
            /**
             * @default move
             * @enum {string}
             */
            afterwards?: 'delete' | 'move' | 'keep';
            /** @default 2000 */
            settleMs?: number;
            /** @default 1000 */
            pileUp?: number;
          };
          /** @default false */
          paused?: boolean;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description As it was added */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Source'];
        };
      };
    };
  };
  SourcesController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        source: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The source */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Source'];
        };
      };
    };
  };
  SourcesController_remove: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: never;
      path: {
        station: string;
        source: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  SourcesController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        source: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          settings?: {
            path?: string;
            names?: string[];
            subfolders?: boolean;
            /** @enum {string} */
            order?: 'name' | 'time';
            facts?: string | null;
            /** @enum {string} */
            afterwards?: 'delete' | 'move' | 'keep';
            settleMs?: number;
            pileUp?: number;
          };
          paused?: boolean;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description As it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Source'];
        };
      };
    };
  };
  InputsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The choices, the cheapest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InputChoices'];
        };
      };
    };
  };
  ModelsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ModelSummary'][];
          };
        };
      };
    };
  };
  ModelsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The manifest */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelManifest'];
        };
      };
    };
  };
  ModelsController_bank: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The bytes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': Blob;
        };
      };
    };
  };
  ModelsController_secondBank: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The bytes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': Blob;
        };
      };
    };
  };
  ActivationsController_activate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
          /** @default  */
          why?: string;
        };
      };
    };
    responses: {
      /** @description Done; `testSet.warning` where bad parts pass that were caught */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AskedActivation'];
        };
      };
      /** @description Waiting for a second person */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AskedActivation'];
        };
      };
    };
  };
  ActivationsController_rollBack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
          /** @default  */
          why?: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Activation'];
        };
      };
    };
  };
  ActivationsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Activation'][];
            next: string | null;
          };
        };
      };
    };
  };
  ActivationsController_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        activation: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Activation'];
        };
      };
    };
  };
  ActivationsController_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        activation: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Withdrawn */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Activation'];
        };
      };
    };
  };
  LifecycleRecordsController_audit: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        by?: string;
        action?: string;
        from?: string;
        until?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
    };
  };
  LifecycleRecordsController_kept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KeptEmbeddings'];
        };
      };
    };
  };
  RehearsalsController_request: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default 10000 */
          inspections?: number;
          /** @default false */
          fromImages?: boolean;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Queued */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rehearsal'];
        };
      };
    };
  };
  RehearsalsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Rehearsal'][];
            next: string | null;
          };
        };
      };
    };
  };
  RehearsalsController_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rehearsal: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description The rehearsal; `cancelled` soon */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rehearsal'];
        };
      };
    };
  };
  RehearsalsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rehearsal: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rehearsal */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rehearsal'];
          'text/event-stream': string;
        };
      };
    };
  };
  NormalsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        state?: 'in' | 'quarantined' | 'kept-out';
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Normal'][];
            next: string | null;
          };
        };
      };
    };
  };
  NormalsController_add: {
    parameters: {
      query?: never;
      header?: {
        /** @description The part's serial */
        'Touchstone-Part-Id'?: string;
        /** @description The part's lot */
        'Touchstone-Lot'?: string;
        /** @description When the camera took it: ISO 8601 with a zone */
        'Touchstone-Captured-At'?: string;
        /** @description The golden part that is shown on purpose */
        'Touchstone-Golden-Part'?: string;
        /** @description The milliseconds by which the verdict is wanted: 20 to 600000 */
        'Touchstone-Deadline'?: string;
        /** @description The same key again is the same frame */
        'Idempotency-Key'?: string;
        /** @description wait=<seconds>, at most 30: answer with the inspection itself */
        Prefer?: string;
      };
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/jpeg': Blob;
        'image/png': Blob;
        'image/webp': Blob;
        'image/tiff': Blob;
        'image/bmp': Blob;
      };
    };
    responses: {
      /** @description The station had these very bytes already */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NormalAdded'];
        };
      };
      /** @description Added; with state "quarantined" and findings where its picture is not like the others */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NormalAdded'];
        };
      };
    };
  };
  NormalsController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        normal: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  NormalsController_image: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        normal: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/*': Blob;
        };
      };
    };
  };
  NormalsController_thumbnail: {
    parameters: {
      query?: {
        side?: number;
      };
      header?: never;
      path: {
        station: string;
        normal: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': Blob;
        };
      };
    };
  };
  OddNormalsController_read: {
    parameters: {
      query?: {
        inspections?: number;
      };
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description At most five, the oddest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OddNormals'];
        };
      };
    };
  };
  OddNormalsController_decide: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        normal: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'typical' | 'rare' | 'not-good';
          why: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Normal'];
        };
      };
    };
  };
  LimitsController_read: {
    parameters: {
      query?: {
        inspections?: number;
      };
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The limits */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitsOfModel'];
        };
      };
    };
  };
  LimitsController_set: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          review?: number;
          reject?: number;
          why: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description In force */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitChange'];
        };
      };
      /** @description Waiting for a second person */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitChange'];
        };
      };
    };
  };
  LimitsController_whatIf: {
    parameters: {
      query?: {
        review?: number;
        reject?: number;
        inspections?: number;
      };
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Beside those in force */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitsWhatIf'];
        };
      };
    };
  };
  LimitsController_clear: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          why: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitChange'];
        };
      };
    };
  };
  LimitsController_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        change: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description In force */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitChange'];
        };
      };
    };
  };
  LimitsController_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        change: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Withdrawn */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LimitChange'];
        };
      };
    };
  };
  CameraController_state: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The state */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CameraState'];
        };
      };
    };
  };
  CameraController_image: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/png': Blob;
        };
      };
    };
  };
  CameraController_put: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: {
        /** @description The part's serial */
        'Touchstone-Part-Id'?: string;
        /** @description The part's lot */
        'Touchstone-Lot'?: string;
        /** @description When the camera took it: ISO 8601 with a zone */
        'Touchstone-Captured-At'?: string;
        /** @description The golden part that is shown on purpose */
        'Touchstone-Golden-Part'?: string;
        /** @description The milliseconds by which the verdict is wanted: 20 to 600000 */
        'Touchstone-Deadline'?: string;
        /** @description The same key again is the same frame */
        'Idempotency-Key'?: string;
        /** @description wait=<seconds>, at most 30: answer with the inspection itself */
        Prefer?: string;
      };
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/jpeg': Blob;
        'image/png': Blob;
        'image/webp': Blob;
        'image/tiff': Blob;
        'image/bmp': Blob;
      };
    };
    responses: {
      /** @description The station */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
    };
  };
  CameraController_clear: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  CameraController_preview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/png': Blob;
        };
      };
    };
  };
  QuarantineController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        state?: 'in' | 'quarantined' | 'kept-out';
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Quarantined'][];
            next: string | null;
          };
        };
      };
    };
  };
  QuarantineController_decide: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        normal: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'use' | 'keep-out';
          /** @default  */
          note?: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantined'];
        };
      };
    };
  };
  CalibrationsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Calibration'][];
            next: string | null;
          };
        };
      };
    };
  };
  CalibrationsController_request: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default true */
          activate?: boolean;
          targets?: {
            reject?:
              | number
              | {
                  falseAlarms: number;
                  parts: number;
                  /** @default shift */
                  per?: string;
                };
            review?:
              | number
              | {
                  falseAlarms: number;
                  parts: number;
                  /** @default shift */
                  per?: string;
                };
            /** @enum {string} */
            method?: 'conformal' | 'maximum' | 'peaks-over-threshold';
            whileProvisional?: number;
          };
          /** @default false */
          incremental?: boolean;
          recipe?: {
            backbone?: string;
            input?: {
              /** @default null */
              size?: number | null;
              /** @default null */
              second?: number | null;
            };
            score?: {
              /**
               * @default worst-mean
               * @enum {string}
               */
              method?: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
              /** @default 5 */
              worst?: number;
              /** @default 1 */
              neighbours?: number;
            };
            bank?: {
              /** @default 2000 */
              rows?: number;
              /** @default 1 */
              seed?: number;
            };
          };
          /** @default operator */
          by?: string;
          /** @default  */
          why?: string;
        };
      };
    };
    responses: {
      /** @description Queued */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calibration'];
        };
      };
    };
  };
  CalibrationsController_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        calibration: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description The calibration; `cancelled` soon */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calibration'];
        };
      };
    };
  };
  CalibrationsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        calibration: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The calibration */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calibration'];
          'text/event-stream': string;
        };
      };
    };
  };
  CertificatesController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The certificate */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelCertificate'];
        };
      };
    };
  };
  CertificatesController_smallest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As it was found out last; null where nobody asked */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmallestDefectOf'];
        };
      };
    };
  };
  CertificatesController_page: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  IngestController_push: {
    parameters: {
      query?: never;
      header?: {
        /** @description The part's serial */
        'Touchstone-Part-Id'?: string;
        /** @description The part's lot */
        'Touchstone-Lot'?: string;
        /** @description When the camera took it: ISO 8601 with a zone */
        'Touchstone-Captured-At'?: string;
        /** @description The golden part that is shown on purpose */
        'Touchstone-Golden-Part'?: string;
        /** @description The milliseconds by which the verdict is wanted: 20 to 600000 */
        'Touchstone-Deadline'?: string;
        /** @description The same key again is the same frame */
        'Idempotency-Key'?: string;
        /** @description wait=<seconds>, at most 30: answer with the inspection itself */
        Prefer?: string;
      };
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/jpeg': Blob;
        'image/png': Blob;
        'image/webp': Blob;
        'image/tiff': Blob;
        'image/bmp': Blob;
      };
    };
    responses: {
      /** @description The whole inspection, when Prefer: wait was long enough; at its deadline, a frame without one has the fail-safe verdict */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['FrameInspected'] | components['schemas']['DeadlineAnswered'];
        };
      };
      /** @description Accepted: the bytes are on disk and the job is in the queue */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  FramesController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        station?: string;
        state?: 'accepted' | 'inspected' | 'failed';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Frame'][];
            next: string | null;
          };
        };
      };
    };
  };
  FramesController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The frame */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Frame'];
        };
      };
    };
  };
  FramesController_image: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/*': Blob;
        };
      };
    };
  };
  FramesController_thumbnail: {
    parameters: {
      query?: {
        side?: number;
      };
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': Blob;
        };
      };
    };
  };
  FramesController_heatmap: {
    parameters: {
      query?: {
        side?: number;
      };
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/png': Blob;
        };
      };
    };
  };
  VerdictsController_verdict: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What holds */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FrameVerdict'];
        };
      };
    };
  };
  RetriesController_retry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          code?: string;
        };
      };
    };
    responses: {
      /** @description How many */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FramesPutBack'];
        };
      };
    };
  };
  RetriesController_retryOne: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted again */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Frame'];
        };
      };
    };
  };
  StorageController_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures; growth is at most ten minutes old */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StorageFigures'];
        };
      };
    };
  };
  StoreController_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Both ids */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StoreState'];
        };
      };
    };
  };
  StoreController_adopt: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Both ids */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StoreState'];
        };
      };
    };
  };
  SimilarController_find: {
    parameters: {
      query?: {
        count?: number;
        metric?: 'cosine' | 'l2';
        station?: string;
        verdict?: 'ok' | 'review' | 'defect' | 'invalid';
        label?: string;
        region?: string;
        search?: 'auto' | 'exact' | 'index';
        from?: string;
        until?: string;
        within?: number;
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The frames */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SimilarFrames'];
          'text/csv': string;
        };
      };
    };
  };
  NearestNormalController_read: {
    parameters: {
      query?: {
        format?: 'image' | 'thumbnail' | 'json';
      };
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description With format=json: the patches, on a grid of rows and columns
       *
       *     The picture
       */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/*': Blob;
          'application/json': components['schemas']['NearestNormal'];
        };
      };
    };
  };
  AlertsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        station?: string;
        acknowledged?: string;
        family?: string;
        from?: string;
        until?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Alert'][];
            next: string | null;
          };
        };
      };
    };
  };
  AlertsController_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenAlerts'];
        };
      };
    };
  };
  AlertsController_acknowledgeAll: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          alerts: string[];
          /** @enum {string} */
          answer?: 'ok' | 'defect' | 'unsure';
          name?: string;
          reason: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Each of them, or why not */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlertsAnswered'];
        };
      };
    };
  };
  AlertsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        alert: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The alert */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alert'];
        };
      };
    };
  };
  AlertsController_acknowledge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        alert: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description The alert */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alert'];
        };
      };
    };
  };
  EventsController_listen: {
    parameters: {
      query?: {
        station?: string;
        pulse?: string;
      };
      header?: {
        /** @description Go on after this event */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream, each `data` a LiveEvent; it goes on until the client leaves */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
    };
  };
  DriftController_read: {
    parameters: {
      query?: {
        hours?: number;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How every test stands, and the figures over time */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DriftReport'];
        };
      };
    };
  };
  ReviewsController_answer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          answer: 'ok' | 'defect' | 'unsure';
          name?: string;
          region?: {
            x: number;
            y: number;
            width: number;
            height: number;
          };
          /** @default  */
          note?: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Just this answer was there before */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Review'];
        };
      };
      /** @description Stored; `effect` is pending until it is carried out */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Review'];
        };
      };
    };
  };
  ReviewsController_ofFrame: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        frame: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Review'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  ReviewsController_undo: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: never;
      path: {
        review: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The review, undone */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Review'];
        };
      };
    };
  };
  StationReviewsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Review'][];
            next: string | null;
          };
        };
      };
    };
  };
  StationReviewsController_queue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What is left of this shift */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewQueue'];
        };
      };
    };
  };
  StationReviewsController_figures: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Of the answers that stand */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewFigures'];
        };
      };
    };
  };
  StationReviewsController_remembered: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['DefectMemoryEntry'][];
            next: string | null;
          };
        };
      };
    };
  };
  StationReviewsController_entry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        entry: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RememberedPatches'];
        };
      };
    };
  };
  StationReviewsController_forget: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: never;
      path: {
        station: string;
        entry: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry, undone */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DefectMemoryEntry'];
        };
      };
    };
  };
  EscapesController_read: {
    parameters: {
      query?: {
        from?: string;
        until?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Of the shifts that start in the period; the last thirty days where none is given */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EscapeReport'];
        };
      };
    };
  };
  GoldenPartsController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['GoldenPart'][];
            /** @enum {string|null} */
            next: null;
          };
        };
      };
    };
  };
  GoldenPartsController_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        part: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default  */
          title?: string;
          /** @enum {string} */
          verdict: 'ok' | 'defect';
          /** @default null */
          lowest?: number | null;
          /** @default null */
          highest?: number | null;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description As it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GoldenPart'];
        };
      };
    };
  };
  GoldenPartsController_delete: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: never;
      path: {
        station: string;
        part: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ChallengesController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Challenge'][];
            next: string | null;
          };
        };
      };
    };
  };
  ChallengesController_open: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default shift start */
          reason?: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description Open */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Challenge'];
        };
      };
    };
  };
  ChallengesController_gate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Gate'];
        };
      };
    };
  };
  MapsController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        analysis: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The map, a column per fact */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysisMap'];
        };
      };
    };
  };
  CurvesController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        analysis: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': Blob;
        };
      };
    };
  };
  FamiliesController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Most recently seen first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Families'];
        };
      };
    };
  };
  FamiliesController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        family: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The family */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Family'];
        };
      };
    };
  };
  FamiliesController_rename: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        family: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string | null;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description The family */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Family'];
        };
      };
    };
  };
  FamiliesController_incidents: {
    parameters: {
      query?: {
        hours?: number;
        gapMinutes?: number;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The one that ended last first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Incidents'];
        };
      };
    };
  };
  FamiliesController_names: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The names */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DefectNaming'];
        };
      };
    };
  };
  FamiliesController_duplicates: {
    parameters: {
      query?: {
        hours?: number;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Groups, the newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DuplicatesReport'];
        };
      };
    };
  };
  IncidentsController_list: {
    parameters: {
      query?: {
        hours?: number;
        gapMinutes?: number;
        station?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AllIncidents'];
        };
      };
    };
  };
  WallController_read: {
    parameters: {
      query?: {
        station?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stations, by name */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Wall'];
        };
      };
    };
  };
  TestSetsController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        known?: 'good' | 'bad';
        kind?: string;
        model?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['JudgedPicture'][];
            next: string | null;
          };
        };
      };
    };
  };
  TestSetsController_add: {
    parameters: {
      query?: {
        by?: unknown;
        /** @description The name of a file sent as the body */
        file?: unknown;
        /** @description x,y,width,height as fractions */
        region?: unknown;
        /** @description The kind of a bad part's defect */
        kind?: unknown;
        known?: 'good' | 'bad';
      };
      header?: {
        /** @description The part's serial */
        'Touchstone-Part-Id'?: string;
        /** @description The part's lot */
        'Touchstone-Lot'?: string;
        /** @description When the camera took it: ISO 8601 with a zone */
        'Touchstone-Captured-At'?: string;
        /** @description The golden part that is shown on purpose */
        'Touchstone-Golden-Part'?: string;
        /** @description The milliseconds by which the verdict is wanted: 20 to 600000 */
        'Touchstone-Deadline'?: string;
        /** @description The same key again is the same frame */
        'Idempotency-Key'?: string;
        /** @description wait=<seconds>, at most 30: answer with the inspection itself */
        Prefer?: string;
      };
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/jpeg': Blob;
        'image/png': Blob;
        'image/webp': Blob;
        'image/tiff': Blob;
        'image/bmp': Blob;
      };
    };
    responses: {
      /** @description The test set had these very bytes already */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestPictureAdded'];
        };
      };
      /** @description Added; a picture that is a normal of the station is refused by name */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestPictureAdded'];
        };
      };
    };
  };
  TestSetsController_addReviewed: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Format: uuid */
          frameId: string;
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description The test set had these very bytes already */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestPicture'];
        };
      };
      /** @description Added */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestPicture'];
        };
      };
    };
  };
  TestPicturesController_mask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        picture: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/*': Blob;
        };
      };
    };
  };
  TestSetsController_setMask: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: {
        /** @description The part's serial */
        'Touchstone-Part-Id'?: string;
        /** @description The part's lot */
        'Touchstone-Lot'?: string;
        /** @description When the camera took it: ISO 8601 with a zone */
        'Touchstone-Captured-At'?: string;
        /** @description The golden part that is shown on purpose */
        'Touchstone-Golden-Part'?: string;
        /** @description The milliseconds by which the verdict is wanted: 20 to 600000 */
        'Touchstone-Deadline'?: string;
        /** @description The same key again is the same frame */
        'Idempotency-Key'?: string;
        /** @description wait=<seconds>, at most 30: answer with the inspection itself */
        Prefer?: string;
      };
      path: {
        station: string;
        picture: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/jpeg': Blob;
        'image/png': Blob;
        'image/webp': Blob;
        'image/tiff': Blob;
        'image/bmp': Blob;
      };
    };
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestPicture'];
        };
      };
    };
  };
  TestSetsController_delete: {
    parameters: {
      query?: {
        by?: string;
      };
      header?: never;
      path: {
        station: string;
        picture: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  TestReportsController_report: {
    parameters: {
      query?: {
        model?: string;
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures, and what is missing */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestReport'];
        };
      };
    };
  };
  TestReportsController_comparison: {
    parameters: {
      query?: {
        against?: string;
      };
      header?: never;
      path: {
        station: string;
        model: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The pictures they differ on */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestComparison'];
        };
      };
    };
  };
  TestPicturesController_image: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
        picture: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/*': Blob;
        };
      };
    };
  };
  TestPicturesController_thumbnail: {
    parameters: {
      query?: {
        side?: number;
      };
      header?: never;
      path: {
        station: string;
        picture: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/jpeg': Blob;
        };
      };
    };
  };
  TestPicturesController_heatmap: {
    parameters: {
      query?: {
        side?: number;
        model?: string;
      };
      header?: never;
      path: {
        station: string;
        picture: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The picture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/png': Blob;
        };
      };
    };
  };
  AnalysesController_list: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        kind?: 'map' | 'groups' | 'names' | 'train' | 'judge' | 'detection' | 'compare-recipes';
      };
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AnalysisJob'][];
            next: string | null;
          };
        };
      };
    };
  };
  AnalysesController_request: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        station: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json':
          | {
              /** @enum {string} */
              kind: 'map';
              /** @default {} */
              settings?: {
                /**
                 * @default umap
                 * @enum {string}
                 */
                method?: 'umap' | 'tsne';
                /** @default 1 */
                seed?: number;
                /** @default 50000 */
                most?: number;
                /** @default 15 */
                neighbours?: number;
                /** @default 30 */
                perplexity?: number;
                /**
                 * Format: uuid
                 * @default null
                 */
                onto?: string | null;
                /** @default [] */
                stations?: string[];
              };
              /** @default operator */
              by?: string;
            }
          | {
              /** @enum {string} */
              kind: 'groups';
              /** @default {} */
              settings?: {
                /**
                 * @default k-means
                 * @enum {string}
                 */
                method?: 'k-means' | 'dbscan';
                /** @default null */
                k?: number | null;
                /**
                 * Format: date-time
                 * @default null
                 */
                from?: string | null;
                /**
                 * Format: date-time
                 * @default null
                 */
                until?: string | null;
                /** @default 1 */
                seed?: number;
              };
              /** @default operator */
              by?: string;
            }
          | {
              /** @enum {string} */
              kind: 'names';
              /** @default {} */
              settings?: {
                /**
                 * @default logistic
                 * @enum {string}
                 */
                method?: 'logistic' | 'svm';
                /** @default 1 */
                seed?: number;
              };
              /** @default operator */
              by?: string;
            }
          | {
              /** @enum {string} */
              kind: 'train';
              settings:
                | {
                    name: string;
                    /**
                     * @default cross-entropy
                     * @enum {string}
                     */
                    objective?:
                      'cross-entropy' | 'triplet' | 'contrastive' | 'arcface' | 'simclr' | 'moco';
                    /**
                     * @default linear
                     * @enum {string}
                     */
                    head?: 'linear' | 'mlp';
                    /** @default 40 */
                    epochs?: number;
                    /** @default 6 */
                    views?: number;
                    /** @default 1 */
                    seed?: number;
                  }
                | {
                    name: string;
                    /** @enum {string} */
                    objective: 'one-class';
                    /** @default 1 */
                    seed?: number;
                  }
                | {
                    name: string;
                    /** @enum {string} */
                    objective: 'distillation';
                    teacher: string;
                    /** @default 300 */
                    steps?: number;
                    layers?: number;
                    /** @default 1 */
                    seed?: number;
                  };
              /** @default operator */
              by?: string;
            }
          | {
              /** @enum {string} */
              kind: 'judge';
              /** @default {} */
              settings?: {
                /**
                 * Format: uuid
                 * @default null
                 */
                modelId?: string | null;
                /** @default false */
                again?: boolean;
              };
              /** @default operator */
              by?: string;
            }
          | {
              /** @enum {string} */
              kind: 'detection';
              /** @default {} */
              settings?: {
                /**
                 * Format: uuid
                 * @default null
                 */
                modelId?: string | null;
                /** @default 1 */
                seed?: number;
              };
              /** @default operator */
              by?: string;
            }
          | {
              /** @enum {string} */
              kind: 'compare-recipes';
              settings: {
                recipes: {
                  backbone?: string;
                  input?: {
                    /** @default null */
                    size?: number | null;
                    /** @default null */
                    second?: number | null;
                  };
                  score?: {
                    /**
                     * @default worst-mean
                     * @enum {string}
                     */
                    method?: 'worst-mean' | 'place-and-frame' | 'maximum' | 'reweighted';
                    /** @default 5 */
                    worst?: number;
                    /** @default 1 */
                    neighbours?: number;
                  };
                  bank?: {
                    /** @default 2000 */
                    rows?: number;
                    /** @default 1 */
                    seed?: number;
                  };
                }[];
              };
              /** @default operator */
              by?: string;
            };
      };
    };
    responses: {
      /** @description Queued */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysisJob'];
        };
      };
    };
  };
  AnalysesController_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        analysis: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default operator */
          by?: string;
        };
      };
    };
    responses: {
      /** @description The analysis; `cancelled` soon */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysisJob'];
        };
      };
    };
  };
  AnalysesController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        analysis: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The analysis */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysisJob'];
          'text/event-stream': string;
        };
      };
    };
  };
}
