import loadHighs, { type Highs } from 'highs';

/** A linear programme over whole or fractional numbers; what is asked of it comes with each question. */
export interface Programme {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly low: number;
  readonly high: number;
}

/** Σ coefficient × column lies from low to high. */
export interface Row {
  readonly terms: readonly Term[];
  readonly low: number;
  readonly high: number;
}

export interface Term {
  readonly column: number;
  readonly coefficient: number;
}

/** What the solver found: where it is not `optimal` there may be no values, or some that are merely allowed. */
export interface Answer {
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  readonly values: Float64Array;
}

export interface Solver {
  /** One programme kept in memory and asked many times, each time from where the last answer left it. To be closed: nothing else frees it. */
  open(programme: Programme): OpenProgramme;
}

export interface OpenProgramme {
  /** The least Σ cost × column. With `whole`, over whole numbers only. */
  minimise(costs: Float64Array, options: { whole: boolean; seconds: number; gap?: number }): Answer;
  /** From the next question on. */
  bound(column: number, to: Column): void;
  close(): void;
}

const BRANCHING = { presolve: 'choose', simplex_strategy: 1 } as const;
/** Only the costs change from one question to the next: the last corner still fits, and the primal simplex goes on from it. */
const GOING_ON = { presolve: 'off', simplex_strategy: 4 } as const;

let loading: Promise<Highs> | undefined;

/** HiGHS, compiled once in a thread. It computes in that thread and lets nothing else run meanwhile. */
export async function loadSolver(): Promise<Solver> {
  loading ??= loadHighs();
  const highs = await loading;
  return { open: (programme) => openProgramme(highs, programme) };
}

function openProgramme(highs: Highs, { columns, rows }: Programme): OpenProgramme {
  const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
  const { continuous, integer } = highs.constants.variableType;
  const model = highs.createModel({
    numCols: columns.length,
    numRows: rows.length,
    colCost: new Float64Array(columns.length),
    colLower: Float64Array.from(columns, ({ low }) => low),
    colUpper: Float64Array.from(columns, ({ high }) => high),
    rowLower: Float64Array.from(rows, ({ low }) => low),
    rowUpper: Float64Array.from(rows, ({ high }) => high),
    matrix: matrixOf(columns, rows),
  });
  // Its log would go to the server's.
  model.options.set({ output_flag: false });
  const every = { kind: 'range', from: 0, to: columns.length - 1 } as const;
  let isWhole = false;
  return {
    minimise(costs, { whole, seconds, gap = 0 }) {
      if (columns.length === 0) return { status: 'optimal', values: new Float64Array() };
      if (whole !== isWhole) {
        model.changeColsIntegrality(every, new Int32Array(columns.length).fill(whole ? integer : continuous));
        isWhole = whole;
      }
      model.changeColsCost(every, costs);
      // The limit counts all questions together, unless the clock is set back.
      model.zeroAllClocks();
      model.options.set({ time_limit: seconds, mip_rel_gap: gap, ...(whole ? BRANCHING : GOING_ON) });
      model.run();
      const status = model.getModelStatus();
      if (status === infeasible || status === unboundedOrInfeasible) return { status: 'infeasible', values: new Float64Array() };
      return { status: status === optimal ? 'optimal' : 'stopped', values: model.getSolution().colValue };
    },
    bound: (column, { low, high }) => void model.changeColBounds(column, low, high),
    close: () => model.dispose(),
  };
}

function matrixOf(columns: readonly Column[], rows: readonly Row[]) {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ terms }, row) => {
    starts[row + 1] = (starts[row] ?? 0) + terms.length;
  });
  const terms = rows.flatMap((row) => row.terms);
  return {
    format: 'csr' as const,
    numRows: rows.length,
    numCols: columns.length,
    starts,
    indices: Int32Array.from(terms, ({ column }) => column),
    values: Float64Array.from(terms, ({ coefficient }) => coefficient),
  };
}
