/**
 * For each figure, the best that hand-written SQL can do for the same numbers: what a figure is held against. Written as their author
 * would for one question alone, sent as the owner of the database, without row-level security, filters or words. $1 is the first day, $2
 * the last.
 */
export interface Floor {
  readonly figure: string;
  /** Parameters of the query beside `from` and `to`. */
  readonly ask: Readonly<Record<string, string>>;
  readonly sql: string | readonly string[];
}

/** What happened in each month. @param key what tells the figure's rows apart */
function monthlyFloors(figure: string, tallied: readonly string[], key: 'figure' | 'key'): Floor[] {
  const figures = tallied.map((name) => `'${name}'`).join(', ');
  return [
    {
      figure,
      ask: {},
      sql: `select month, ${key}, sum(count)::int from tally where figure in (${figures}) and month between $1 and $2 group by 1, 2`,
    },
    {
      figure,
      ask: { by: 'municipality' },
      sql: `select month, municipality, ${key}, sum(count)::int from tally
        where figure in (${figures}) and month between $1 and $2 group by 1, 2, 3`,
    },
  ];
}

export const COUNT_FLOORS: readonly Floor[] = [
  ...monthlyFloors('inflow', ['referrals', 'placements', 'social-economy'], 'figure'),
  ...monthlyFloors('flows', ['flows'], 'key'),
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
  ...monthlyFloors('outflow', ['outflow'], 'key'),
  ...monthlyFloors('throughflow', ['throughflow'], 'key'),
];

const TODAY = `date '2026-11-23'`;
const RUNNING_STAYS = `stay where known_to is null and to_date is null`;

function outcomeFloors(target: string, column: string): Floor[] {
  return ['', 'municipality'].map((by) => {
    const group = by && `${by}, `;
    return {
      figure: 'incidence',
      ask: { target, ...(by && { by }) },
      sql: [
        `select ${group}key, sum(count)::int from tally where figure = 'outcomes' and key[1] = '${target}' group by ${by ? '1, 2' : '1'}`,
        `select ${group}${TODAY} - referred_on, count(*)::int from milestones where known_to is null and ${column} is null group by ${by ? '1, 2' : '1'}`,
      ],
    };
  });
}

/** Curves of everybody, and of those referred in one year. */
export const CURVE_FLOORS: readonly Floor[] = [
  ...outcomeFloors('placement', 'placement_outcome'),
  ...outcomeFloors('job', 'job_outcome'),
  {
    figure: 'incidence',
    ask: { target: 'job', from: '2024-01-01', to: '2024-12-31' },
    sql: `select coalesce(job_outcome, 'censored'), coalesce(job_outcome_on, ${TODAY}) - referred_on, count(*)::int from milestones
      where known_to is null and referred_on between '2024-01-01' and '2024-12-31' group by 1, 2`,
  },
  {
    figure: 'survival',
    ask: { of: 'time-in-stage', stage: 'socialEconomy' },
    sql: [
      `select key[2]::int, sum(count)::int from tally where figure = 'visits' and key[1] = 'socialEconomy' group by 1`,
      `select ${TODAY} - stage_since, count(*)::int from ${RUNNING_STAYS} and stage = 'socialEconomy' group by 1`,
    ],
  },
  {
    figure: 'survival',
    ask: { of: 'sustained' },
    sql: `select first_job_left_on is not null, coalesce(first_job_left_on, first_job_known_on[cardinality(first_job_known_on)]) - first_job_on, count(*)::int
      from milestones where known_to is null and first_job_on is not null group by 1, 2`,
  },
  {
    figure: 'state-occupation',
    ask: {},
    sql: [
      `select key, sum(count)::int from tally where figure = 'places' and key[3]::int <= 730 group by 1`,
      `select stage, ${TODAY} - referred_on, count(*)::int from ${RUNNING_STAYS} and ${TODAY} - referred_on < 730 group by 1, 2`,
    ],
  },
  {
    figure: 'comparison.routes',
    ask: {},
    sql: [
      `select key, sum(count)::int from tally where figure = 'placed-outcomes' group by 1`,
      `select first_placement_setting = 'social-economy', ${TODAY} - first_placement_on, count(*)::int
        from milestones where known_to is null and placed_outcome is null group by 1, 2`,
      `select key, sum(count)::int from tally where figure = 'placed-places' and key[4]::int <= 730 group by 1`,
      `select stage, ${TODAY} - placed_on, placed_route, count(*)::int from ${RUNNING_STAYS} and ${TODAY} - placed_on < 730 group by 1, 2, 3`,
      `select key, municipality, sum(count)::int from tally where figure = 'placed-people' group by 1, 2`,
    ],
  },
];
