/**
 * For each figure, the best that hand-written SQL can do for the same numbers: what a figure is held against. Written as their author
 * would for one question alone, sent as the owner of the database, without row-level security, filters or words. $1 is the first day, $2
 * the last.
 */
export interface Floor {
  readonly figure: string;
  /** Parameters of the query beside `from` and `to`. */
  readonly ask: Readonly<Record<string, string>>;
  readonly sql: string;
}

export const COUNT_FLOORS: readonly Floor[] = [
  {
    figure: 'inflow',
    ask: {},
    sql: `select month, figure, sum(count)::int from tally
      where figure in ('referrals', 'placements', 'social-economy') and month between $1 and $2 group by 1, 2`,
  },
  {
    figure: 'inflow',
    ask: { by: 'municipality' },
    sql: `select month, municipality, figure, sum(count)::int from tally
      where figure in ('referrals', 'placements', 'social-economy') and month between $1 and $2 group by 1, 2, 3`,
  },
  {
    figure: 'flows',
    ask: {},
    sql: `select month, key, sum(count)::int from tally where figure = 'flows' and month between $1 and $2 group by 1, 2`,
  },
  {
    figure: 'flows',
    ask: { by: 'municipality' },
    sql: `select month, municipality, key, sum(count)::int from tally where figure = 'flows' and month between $1 and $2 group by 1, 2, 3`,
  },
  {
    figure: 'occupancy',
    ask: {},
    sql: `select month, key, sum(sum(count)) over (partition by key order by month)::int from tally
      where figure = 'occupancy' and $1::date is not null and month <= $2 group by 1, 2`,
  },
  {
    figure: 'occupancy',
    ask: { by: 'municipality' },
    sql: `select month, municipality, key, sum(sum(count)) over (partition by municipality, key order by month)::int from tally
      where figure = 'occupancy' and $1::date is not null and month <= $2 group by 1, 2, 3`,
  },
  {
    figure: 'outflow',
    ask: {},
    sql: `select month, key, sum(count)::int from tally where figure = 'outflow' and month between $1 and $2 group by 1, 2`,
  },
  {
    figure: 'outflow',
    ask: { by: 'municipality' },
    sql: `select month, municipality, key, sum(count)::int from tally where figure = 'outflow' and month between $1 and $2 group by 1, 2, 3`,
  },
  {
    figure: 'throughflow',
    ask: {},
    sql: `select month, key, sum(count)::int from tally where figure = 'throughflow' and month between $1 and $2 group by 1, 2`,
  },
  {
    figure: 'throughflow',
    ask: { by: 'municipality' },
    sql: `select month, municipality, key, sum(count)::int from tally where figure = 'throughflow' and month between $1 and $2 group by 1, 2, 3`,
  },
];
