import { type SankeyGraph, type SankeyLink, type SankeyNode, sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';

type NodeFields = { readonly id: string; readonly key: string; readonly side: 'from' | 'to' };
type LinkFields = { readonly from: string; readonly to: string };

export type FlowNode = SankeyNode<NodeFields, LinkFields>;
export type FlowRibbon = SankeyLink<NodeFields, LinkFields>;

export type Flow = { readonly from: string; readonly to: string; readonly count: number };

export const NODE_WIDTH = 12;

/**
 * From whom on the left, to whom on the right. Two columns and not a chain of them: people come back, and a chain with a
 * way back is a cycle, which d3-sankey refuses, and which no reader can follow.
 *
 * @param keys the places in the order of the road, which both columns keep
 * @param flows counts above 0
 */
export function layFlows(
  keys: readonly string[],
  flows: readonly Flow[],
  width: number,
  height: number,
): SankeyGraph<NodeFields, LinkFields> {
  // Of nothing d3-sankey cannot tell how many columns there are.
  if (flows.length === 0) return { nodes: [], links: [] };
  const nodes: NodeFields[] = [];
  for (const key of keys) {
    if (flows.some(({ from }) => from === key)) nodes.push({ id: `from ${key}`, key, side: 'from' });
    if (flows.some(({ to }) => to === key)) nodes.push({ id: `to ${key}`, key, side: 'to' });
  }
  const layout = sankey<NodeFields, LinkFields>()
    .nodeId(({ id }) => id)
    .nodeWidth(NODE_WIDTH)
    // Room for two lines of words beside each node.
    .nodePadding(26)
    .nodeAlign(sankeyJustify)
    .nodeSort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
    .linkSort((a, b) => keys.indexOf(a.from) - keys.indexOf(b.from) || keys.indexOf(a.to) - keys.indexOf(b.to))
    .extent([
      [0, 0],
      [width, height],
    ]);
  return layout({
    nodes,
    links: flows.map(({ from, to, count }) => ({ from, to, source: `from ${from}`, target: `to ${to}`, value: count })),
  });
}

const pathOf = sankeyLinkHorizontal<NodeFields, LinkFields>();

/** The middle of a ribbon, as an SVG path to be stroked as wide as the ribbon. */
export function ribbonPath(ribbon: FlowRibbon): string {
  return pathOf(ribbon) ?? '';
}
