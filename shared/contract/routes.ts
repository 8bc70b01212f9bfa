import { getAbout, listMunicipalities } from './about.ts';
import { exportSteps, importSteps } from './exchange.ts';
import { getFlows, getInflow, getOccupancy, getOutflow, getThroughflow } from './figures.ts';
import { changeOrganisation, createOrganisation, getOrganisation, listOrganisations } from './organisations.ts';
import { changeParticipant, createParticipant, findByInsz, getParticipant, listParticipants, revealInsz } from './participants.ts';
import type { RouteContract } from './route.ts';
import { getMe, refreshSession, signIn, signOut } from './session.ts';
import { finishSingleSignOn, leaveSingleSignOn, startSingleSignOn } from './single-sign-on.ts';
import { getTrajectory, getTrajectoryModel, listTrajectories, openTrajectory, recordStep, withdrawStep } from './trajectories.ts';

/** Every route there is. A route that is not in this list is neither served nor documented nor tested. */
export const ROUTES: readonly RouteContract[] = [
  getAbout,
  listMunicipalities,
  signIn,
  refreshSession,
  signOut,
  getMe,
  startSingleSignOn,
  finishSingleSignOn,
  leaveSingleSignOn,
  listParticipants,
  createParticipant,
  getParticipant,
  changeParticipant,
  findByInsz,
  revealInsz,
  openTrajectory,
  listTrajectories,
  getTrajectory,
  recordStep,
  withdrawStep,
  getTrajectoryModel,
  listOrganisations,
  createOrganisation,
  getOrganisation,
  changeOrganisation,
  importSteps,
  exportSteps,
  getInflow,
  getFlows,
  getOccupancy,
  getOutflow,
  getThroughflow,
];
