import { lazy } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { useUser } from './api/session.ts';
import { paths } from './paths.ts';
import { screenAt } from './screens.ts';
import { homeOf } from './shell/navigation.ts';
import { OpenPlace } from './shell/open-place.tsx';
import { Outside } from './shell/outside.tsx';
import { RequireSession } from './shell/require-session.tsx';

// Apart, so that the sign-in screen does not carry them.
const NotFound = lazy(async () => ({ default: (await import('./shell/not-found.tsx')).NotFound }));
const Administration = lazy(async () => ({ default: (await import('./shell/administration.tsx')).Administration }));

const SignIn = screenAt(paths.signIn);
const Setup = screenAt(paths.setup);
const Account = screenAt(paths.account);
const Participants = screenAt(paths.participants);
const NewParticipant = screenAt(paths.newParticipant);
const Participant = screenAt(paths.participant);
const Handovers = screenAt(paths.handovers);
const Trajectories = screenAt(paths.trajectories);
const Trajectory = screenAt(paths.trajectory);
const Overview = screenAt(paths.overview);
const Figures = screenAt(paths.figures);
const Figure = screenAt(paths.figure);
const Targets = screenAt(paths.targets);
const TrajectoryModel = screenAt(paths.trajectoryModel);
const Retention = screenAt(paths.retention);
const Import = screenAt(paths.import);
const Organisations = screenAt(paths.organisations);
const AuditLog = screenAt(paths.auditLog);
const LatestPublication = screenAt(paths.home);
const Publications = screenAt(paths.publications);
const Publication = screenAt(paths.publication);
const PublicPublication = screenAt(paths.publicPublication);
const Users = screenAt(paths.users);
const Settings = screenAt(paths.settings);
const Municipalities = screenAt(paths.municipalities);
const About = screenAt(paths.about);

/**
 * Declarative routes: data comes from TanStack Query, so the router's loaders and actions would be 16 kB (gzip) of nothing.
 * Which role may open what stands in shell/navigation.ts.
 */
export function Router() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Outside />}>
          <Route path={paths.signIn} element={<SignIn />} />
          <Route path={paths.setup} element={<Setup />} />
          <Route path={paths.publicPublication} element={<PublicPublication />} />
        </Route>
        <Route element={<OpenPlace />}>
          <Route path={paths.about} element={<About />} />
        </Route>
        <Route element={<RequireSession />}>
          <Route path={paths.home} element={<Home />} />
          <Route path={paths.account} element={<Account />} />
          <Route path={paths.participants} element={<Participants />} />
          <Route path={paths.newParticipant} element={<NewParticipant />} />
          <Route path={paths.participant} element={<Participant />} />
          <Route path={paths.handovers} element={<Handovers />} />
          <Route path={paths.trajectories} element={<Trajectories />} />
          <Route path={paths.trajectory} element={<Trajectory />} />
          <Route path={paths.overview} element={<Overview />} />
          <Route path={paths.figures} element={<Figures />} />
          <Route path={paths.figure} element={<Figure />} />
          <Route path={paths.targets} element={<Targets />} />
          <Route path={paths.trajectoryModel} element={<TrajectoryModel />} />
          <Route path={paths.retention} element={<Retention />} />
          <Route path={paths.import} element={<Import />} />
          <Route path={paths.organisations} element={<Organisations />} />
          <Route path={paths.publications} element={<Publications />} />
          <Route path={paths.publication} element={<Publication />} />
          <Route path={paths.administration} element={<Navigate to={paths.users} replace />} />
          <Route element={<Administration />}>
            <Route path={paths.users} element={<Users />} />
            <Route path={paths.settings} element={<Settings />} />
            <Route path={paths.municipalities} element={<Municipalities />} />
            <Route path={paths.auditLog} element={<AuditLog />} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}

function Home() {
  const { role } = useUser();
  const home = homeOf(role);
  return home === paths.home ? <LatestPublication /> : <Navigate to={home} replace />;
}
