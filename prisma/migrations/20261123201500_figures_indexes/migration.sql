-- The few trajectories that moved to another municipality, so that the figures need not compare every stay with the one before it.
-- At 100,000 trajectories of which 2 % moved: 77 ms instead of 481 ms for ten years, measured side by side on a busy machine.
CREATE INDEX "step_transferred" ON "step" ("occurred_on", "trajectory_id") WHERE "type" = 'trajectory.transferred';
