/** What the disk still takes: everything; what reading needs (the lines of who read, and sessions); nothing. */
export type Room = 'enough' | 'for-reading' | 'none';

export type DiskRoom = {
  /** Looked at once a second at most. */
  left(): Promise<Room>;
};

type Dependencies = {
  /** Bytes that are still free where the embedded database is. */
  readonly freeBytes: () => Promise<number>;
  /** Bytes below which nothing more is recorded. */
  readonly keepFree: number;
  readonly clock: () => Date;
  /** Told when it changes. */
  readonly onChange: (room: Room) => void;
};

/** Milliseconds for which an answer holds. */
const HOLDS = 1_000;

/**
 * The room of the embedded database, which ends the whole process when its log of writes finds the disk full: it must never come to that. What
 * is kept free is for reading, which writes a few hundred bytes each time; at a quarter of it (by default a file of that log) reading ends too,
 * because nothing is read without its line.
 */
export function diskRoom({ freeBytes, keepFree, clock, onChange }: Dependencies): DiskRoom {
  let last: Room = 'enough';
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Room> | undefined;
  const look = async (): Promise<Room> => {
    // Where the disk does not tell, the database itself will.
    const free = await freeBytes().catch(() => Number.POSITIVE_INFINITY);
    const room = free >= keepFree ? 'enough' : free >= keepFree / 4 ? 'for-reading' : 'none';
    lookedAt = clock().getTime();
    if (room !== last) onChange(room);
    last = room;
    return room;
  };
  return {
    left: async () => {
      if (Math.abs(clock().getTime() - lookedAt) < HOLDS) return last;
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}
