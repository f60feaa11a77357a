import { Html } from './html.js';

/** The page's whole style, on screen and on A4. No address leads out of the page. */
export const style = new Html(`<style>
:root { color-scheme: light; --ink: #16202a; --soft: #5b6772; --line: #d5dbe1; --reject: #b3261e; --warn: #a15c00; --good: #2f6f4f; }
* { box-sizing: border-box; }
body { font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: #fff; max-width: 180mm; margin: 12mm auto; padding: 0 4mm; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 16px; margin: 22px 0 6px; border-bottom: 1px solid var(--line); padding-bottom: 3px; }
p { margin: 6px 0; } .soft { color: var(--soft); } .lead { font-size: 15px; }
.banner { border: 2px solid var(--warn); color: var(--warn); padding: 6px 10px; margin: 12px 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 3px 10px 3px 0; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.reject { color: var(--reject); } .warn { color: var(--warn); }
code { font: 12px ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.parts { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px; } figure { margin: 0; break-inside: avoid; }
figure img, figure .gone { width: 100%; aspect-ratio: 1; object-fit: contain; background: #f1f3f5; display: flex; align-items: center; justify-content: center; text-align: center; font-size: 12px; color: var(--soft); }
figcaption { font-size: 12px; overflow-wrap: anywhere; } svg { width: 100%; height: auto; display: block; }
ul { margin: 6px 0; padding-left: 20px; } .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; margin-top: 16mm; } .sign div { border-top: 1px solid var(--ink); padding-top: 3px; }
section { break-inside: avoid-page; }
@page { size: A4; margin: 14mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } }
</style>`);
