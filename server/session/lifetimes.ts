/** Milliseconds without a request after which a session ends by itself, and the longest that one lasts whatever happens. */
export const IDLE = 30 * 60_000;
export const ABSOLUTE = 12 * 60 * 60_000;

/** Activity is noted at most this often, so that reads do not write with every request. */
export const ACTIVITY_PRECISION = 60_000;

/** How long a refresh token still counts after its successor was made: two tabs that refresh at once both stay signed in. */
export const GRACE = 10_000;
