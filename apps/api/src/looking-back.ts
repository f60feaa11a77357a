import { ExportInspections } from './history/export-inspections.js';
import { InspectionsController } from './history/inspections.controller.js';
import { PassportController } from './history/passport.controller.js';
import { ReadPassport } from './history/read-passport.js';
import { ReadReport } from './reports/read-report.js';
import { ReportsController } from './reports/reports.controller.js';

/** The routes of what was inspected before, and what they call. */
export const lookingBack = {
  controllers: [InspectionsController, PassportController, ReportsController],
  services: [ExportInspections, ReadPassport, ReadReport],
};
