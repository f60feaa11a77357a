import { z } from 'zod';
import * as contracts from '#contracts';

/** The bodies that the API answers with, under the names that OpenAPI shows. */
export const station = contracts.station.meta({ id: 'Station' });
export const frame = contracts.frame.meta({ id: 'Frame' });
export const framesPutBack = contracts.framesPutBack.meta({ id: 'FramesPutBack' });
export const storageFigures = contracts.storageFigures.meta({ id: 'StorageFigures' });
export const storeState = contracts.storeState.meta({ id: 'StoreState' });
export const accepted = contracts.accepted.meta({ id: 'Accepted' });
export const inspection = contracts.inspection.meta({ id: 'Inspection' });
export const normal = contracts.normal.meta({ id: 'Normal' });
/** The warnings of what was said of a picture and could not be kept; they stand beside the answer. */
const warned = { warnings: z.array(z.string()) };
export const frameInspected = contracts.inspection.extend(warned).meta({ id: 'FrameInspected' });
export const frameVerdict = contracts.frameVerdict.meta({ id: 'FrameVerdict' });
export const deadlineAnswered = contracts.deadlineAnswer
  .extend(warned)
  .meta({ id: 'DeadlineAnswered' });
export const frameAnswered = z.union([frameInspected, deadlineAnswered]);
export const normalAdded = contracts.normal.extend(warned).meta({ id: 'NormalAdded' });
export const calibration = contracts.calibration.meta({ id: 'Calibration' });
export const alert = contracts.alert.meta({ id: 'Alert' });
export const openAlerts = contracts.openAlerts.meta({ id: 'OpenAlerts' });
export const alertsAnswered = contracts.alertsAnswered.meta({ id: 'AlertsAnswered' });
export const modelSummary = contracts.modelSummary.meta({ id: 'ModelSummary' });
export const modelManifest = contracts.modelManifest.meta({ id: 'ModelManifest' });

export const limitsOfModel = contracts.limitsOfModel.meta({ id: 'LimitsOfModel' });
export const inputChoices = contracts.inputChoices.meta({ id: 'InputChoices' });
export const limitsWhatIf = contracts.limitsWhatIf.meta({ id: 'LimitsWhatIf' });
export const limitChange = contracts.limitChange.meta({ id: 'LimitChange' });
export const oddNormals = contracts.oddNormals.meta({ id: 'OddNormals' });
export const modelCertificate = contracts.modelCertificate.meta({ id: 'ModelCertificate' });

export const testPicture = contracts.testPicture.meta({ id: 'TestPicture' });
export const testPictureAdded = contracts.testPicture
  .extend(warned)
  .meta({ id: 'TestPictureAdded' });
export const judgedPictures = contracts.page(contracts.judgedPicture.meta({ id: 'JudgedPicture' }));
export const testReport = contracts.testReport.meta({ id: 'TestReport' });
export const testComparison = contracts.testComparison.meta({ id: 'TestComparison' });

export const smallestDefectOf = contracts.smallestDefectOf.meta({ id: 'SmallestDefectOf' });

export const stations = contracts.page(station);
export const calibrations = contracts.page(calibration);
export const frames = contracts.page(frame);
export const inspections = contracts.page(inspection);
export const normals = contracts.page(normal);
export const alerts = contracts.page(alert);
export const models = z.object({ items: z.array(modelSummary) });
export const nearest = contracts.nearestNormal
  .extend({ grid: z.object({ rows: z.int(), columns: z.int() }), image: z.string() })
  .meta({ id: 'NearestNormal' });

export const settingsChange = contracts.settingsChange.meta({ id: 'SettingsChange' });
export const settingsChanges = contracts.page(settingsChange);
export const activation = contracts.activation.meta({ id: 'Activation' });
export const askedActivation = contracts.askedActivation.meta({ id: 'AskedActivation' });
export const activations = contracts.page(activation);
export const rehearsal = contracts.rehearsal.meta({ id: 'Rehearsal' });
export const rehearsals = contracts.page(rehearsal);
export const analysis = contracts.analysisJob.meta({ id: 'AnalysisJob' });
export const analysisMap = contracts.analysisMap.meta({ id: 'AnalysisMap' });
export const analyses = contracts.page(analysis);
export const families = contracts.families.meta({ id: 'Families' });
export const familyDetail = contracts.familyDetail.meta({ id: 'Family' });
export const allIncidents = contracts.allIncidents.meta({ id: 'AllIncidents' });
export const incidents = contracts.incidents.meta({ id: 'Incidents' });
export const defectNaming = contracts.defectNaming.meta({ id: 'DefectNaming' });
export const duplicatesReport = contracts.duplicatesReport.meta({ id: 'DuplicatesReport' });
export const auditEntry = contracts.auditEntry.meta({ id: 'AuditEntry' });
export const audit = contracts.page(auditEntry);
export const auditEntries = z.array(auditEntry);
export const auditVerification = contracts.auditVerification.meta({ id: 'AuditVerification' });
export const whoAmI = contracts.whoAmI.meta({ id: 'WhoAmI' });
export const signedIn = contracts.signedIn.meta({ id: 'SignedIn' });
export const account = contracts.account.meta({ id: 'Account' });
export const accounts = z.object({ items: z.array(account), next: z.null() });
export const session = contracts.session.meta({ id: 'Session' });
export const sessions = z.object({ items: z.array(session), next: z.null() });
export const openSession = contracts.openSession.meta({ id: 'OpenSession' });
export const openSessions = z.object({ items: z.array(openSession), next: z.null() });
export const passport = contracts.passport.meta({ id: 'Passport' });
export const periodReport = contracts.periodReport.meta({ id: 'PeriodReport' });
export const systemState = contracts.systemState.meta({ id: 'SystemState' });
export const deviceKey = contracts.deviceKey.meta({ id: 'DeviceKey' });
export const deviceKeys = z.object({ items: z.array(deviceKey), next: z.null() });
export const shownDeviceKey = contracts.shownDeviceKey.meta({ id: 'ShownDeviceKey' });
export const keptEmbeddings = contracts.keptEmbeddings.meta({ id: 'KeptEmbeddings' });
export const similarFrames = contracts.similarFrames.meta({ id: 'SimilarFrames' });
export const cameraState = contracts.cameraState.meta({ id: 'CameraState' });
export const quarantined = contracts.quarantined.meta({ id: 'Quarantined' });
export const quarantine = contracts.page(quarantined);
export const driftReport = contracts.driftReport.meta({ id: 'DriftReport' });

export const review = contracts.review.meta({ id: 'Review' });
export const reviews = contracts.page(review);
export const reviewsOfFrame = z.object({ items: z.array(review), next: z.null() });
export const reviewQueue = contracts.reviewQueue.meta({ id: 'ReviewQueue' });
export const escapeReport = contracts.escapeReport.meta({ id: 'EscapeReport' });
export const reviewFigures = contracts.reviewFigures.meta({ id: 'ReviewFigures' });
export const defectMemoryEntry = contracts.defectMemoryEntry.meta({ id: 'DefectMemoryEntry' });
export const defectMemory = contracts.page(defectMemoryEntry);
export const rememberedPatches = contracts.rememberedPatches.meta({ id: 'RememberedPatches' });
export const goldenPart = contracts.goldenPart.meta({ id: 'GoldenPart' });
export const goldenParts = z.object({ items: z.array(goldenPart), next: z.null() });
export const source = contracts.source.meta({ id: 'Source' });
export const sources = z.object({ items: z.array(source), next: z.null() });
export const challenge = contracts.challenge.meta({ id: 'Challenge' });
export const challenges = contracts.page(challenge);
export const gate = contracts.gate.meta({ id: 'Gate' });
export const wall = contracts.wall.meta({ id: 'Wall' });
