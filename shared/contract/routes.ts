import { getAbout } from './about.ts';
import {
  changePassword,
  endMyOtherSessions,
  endMySession,
  getAccount,
  listMySessions,
  offerSecondFactor,
  renewRecoveryCodes,
  takeSecondFactor,
} from './account.ts';
import { exportAudit, listAudit, listFileReaders } from './audit.ts';
import { getIncidence, getRouteComparison, getStateOccupation, getSurvival } from './curves.ts';
import { discardDraft, getDraft, keepDraft } from './drafts.ts';
import { eraseFile } from './erasure.ts';
import { exportSteps, importSteps } from './exchange.ts';
import { getFlows, getInflow, getOccupancy, getOutflow, getThroughflow } from './figures.ts';
import { exportFileAsJson, exportFileAsPdf } from './file-export.ts';
import { acceptHandover, countHandovers, listHandovers, rejectHandover, revokeHandover } from './handovers.ts';
import { changeMunicipality, createMunicipality, listMunicipalities } from './municipalities.ts';
import { changeOrganisation, createOrganisation, getOrganisation, listOrganisations } from './organisations.ts';
import {
  changeParticipant,
  createParticipant,
  findByInsz,
  getParticipant,
  listCaseWorkers,
  listParticipants,
  revealInsz,
} from './participants.ts';
import {
  discardPublication,
  downloadPublicationContent,
  downloadPublicationTable,
  downloadPublicTable,
  endPublicLink,
  getPublication,
  getPublicPublication,
  listPublications,
  makePublication,
  openPublicLink,
  releasePublication,
  retryPublication,
  reviewPublication,
  withdrawPublication,
} from './publications.ts';
import { keepFile, listRetention } from './retention.ts';
import type { RouteContract } from './route.ts';
import { getMe, refreshSession, signIn, signOut } from './session.ts';
import { changeSettings, getSettings } from './settings.ts';
import { beginSetup, completeSetup } from './setup.ts';
import { getChanges, getFigureFiles, getSignal } from './signals.ts';
import { finishSingleSignOn, leaveSingleSignOn, startSingleSignOn } from './single-sign-on.ts';
import { listTargets, setTarget } from './targets.ts';
import { getTrajectory, getTrajectoryModel, listTrajectories, openTrajectory, recordStep, withdrawStep } from './trajectories.ts';
import { changeUser, createSetupLink, createUser, endUserSession, endUserSessions, getUser, listUserSessions, listUsers } from './users.ts';

/** Every route there is. A route that is not in this list is neither served nor documented nor tested. */
export const ROUTES: readonly RouteContract[] = [
  getAbout,
  listMunicipalities,
  createMunicipality,
  changeMunicipality,
  signIn,
  refreshSession,
  signOut,
  getMe,
  startSingleSignOn,
  finishSingleSignOn,
  leaveSingleSignOn,
  beginSetup,
  completeSetup,
  getAccount,
  listMySessions,
  endMySession,
  endMyOtherSessions,
  changePassword,
  renewRecoveryCodes,
  offerSecondFactor,
  takeSecondFactor,
  listUsers,
  createUser,
  getUser,
  changeUser,
  createSetupLink,
  listUserSessions,
  endUserSession,
  endUserSessions,
  listParticipants,
  createParticipant,
  getParticipant,
  changeParticipant,
  findByInsz,
  revealInsz,
  exportFileAsJson,
  exportFileAsPdf,
  eraseFile,
  listRetention,
  keepFile,
  listCaseWorkers,
  openTrajectory,
  listTrajectories,
  getTrajectory,
  recordStep,
  withdrawStep,
  getDraft,
  // Before the one that makes something to throw away: test/api/fuzz.test.ts asks in this order.
  discardDraft,
  keepDraft,
  getTrajectoryModel,
  listOrganisations,
  createOrganisation,
  getOrganisation,
  changeOrganisation,
  listHandovers,
  countHandovers,
  acceptHandover,
  rejectHandover,
  revokeHandover,
  importSteps,
  exportSteps,
  listAudit,
  exportAudit,
  listFileReaders,
  getInflow,
  getFlows,
  getOccupancy,
  getOutflow,
  getThroughflow,
  getSignal,
  getIncidence,
  getSurvival,
  getStateOccupation,
  getRouteComparison,
  getChanges,
  getFigureFiles,
  listTargets,
  setTarget,
  listPublications,
  getPublication,
  makePublication,
  retryPublication,
  reviewPublication,
  releasePublication,
  withdrawPublication,
  discardPublication,
  openPublicLink,
  endPublicLink,
  downloadPublicationTable,
  downloadPublicationContent,
  getPublicPublication,
  downloadPublicTable,
  getSettings,
  changeSettings,
];
