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

/** What happened in each month. @param keys what tells the figure's rows apart */
function monthlyFloors(figure: string, tallied: readonly string[], keys: readonly string[]): Floor[] {
  const key = keys.join(', ');
  const figures = tallied.map((name) => `'${name}'`).join(', ');
  return [
    {
      figure,
      ask: {},
      sql: `select month, ${key}, sum(count)::int from tally where figure in (${figures}) and month between $1 and $2 group by month, ${key}`,
    },
    {
      figure,
      ask: { by: 'municipality' },
      sql: `select month, municipality, ${key}, sum(count)::int from tally
        where figure in (${figures}) and month between $1 and $2 group by month, municipality, ${key}`,
    },
  ];
}

const KEY = ['key[1]', 'key[2]', 'key[3]', 'key[4]'];

export const COUNT_FLOORS: readonly Floor[] = [
  ...monthlyFloors('inflow', ['referrals', 'placements', 'social-economy'], ['figure']),
  ...monthlyFloors('flows', ['flows'], KEY.slice(0, 2)),
  {
    figure: 'occupancy',
    ask: {},
    sql: `select month, key[1], key[2], sum(sum(count)) over (partition by key order by month)::int from tally
      where figure = 'occupancy' and $1::date is not null and month <= $2 group by month, key`,
  },
  {
    figure: 'occupancy',
    ask: { by: 'municipality' },
    sql: `select month, municipality, key[1], key[2], sum(sum(count)) over (partition by municipality, key order by month)::int from tally
      where figure = 'occupancy' and $1::date is not null and month <= $2 group by month, municipality, key`,
  },
  ...monthlyFloors('outflow', ['outflow'], KEY.slice(0, 2)),
  ...monthlyFloors('throughflow', ['throughflow'], KEY),
];

const TODAY = `date '2026-11-23'`;
const RUNNING_STAYS = `stay where known_to is null and to_date is null`;

function outcomeFloors(target: string): Floor[] {
  return ['', 'municipality'].map((by) => {
    const group = by && `${by}, `;
    return {
      figure: 'incidence',
      ask: { target, ...(by && { by }) },
      sql: `select ${group}key[2], case figure when 'open' then ${TODAY} - key[2]::date else key[3]::int end, sum(count)::int
        from tally where figure in ('outcomes', 'open') and key[1] = '${target}' group by ${group}figure, key`,
    };
  });
}

/** Curves of everybody, and of those referred in one year. */
export const CURVE_FLOORS: readonly Floor[] = [
  ...outcomeFloors('placement'),
  ...outcomeFloors('job'),
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
    sql: `select key[1], key[2]::int, sum(count)::int from tally where figure = 'jobs' group by key`,
  },
  {
    figure: 'state-occupation',
    ask: {},
    sql: [
      `select key[1], key[2], key[3]::int, sum(count)::int from tally where figure = 'places' and key[3]::int <= 730 group by key`,
      `select stage, ${TODAY} - referred_on, count(*)::int from ${RUNNING_STAYS} and ${TODAY} - referred_on < 730 group by 1, 2`,
    ],
  },
  {
    figure: 'comparison.routes',
    ask: {},
    sql: [
      `select key[1], key[2], case figure when 'placed-open' then ${TODAY} - key[2]::date else key[3]::int end, sum(count)::int
        from tally where figure in ('placed-outcomes', 'placed-open') group by figure, key`,
      `select key[1], key[2], key[3], key[4]::int, sum(count)::int from tally where figure = 'placed-places' and key[4]::int <= 730 group by key`,
      `select key[1], key[2], ${TODAY} - key[3]::date, sum(count)::int from tally
        where figure = 'placed-running' and ${TODAY} - key[3]::date < 730 group by key`,
      `select key[1], key[2], key[3], key[4], key[5], municipality, sum(count)::int from tally where figure = 'placed-people' group by key, municipality`,
    ],
  },
];
