// Records per second, as far back as the process remembers; yields and retries as marks below.
import { html, useEffect, useRef } from '../ui.js';
import { compact, count } from '../format.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const two = (number) => String(number).padStart(2, '0');

/** Whole seconds are the finest there is. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800];

function clock(second) {
  const at = new Date(second * 1000);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** seconds: [epoch second, succeeded, failed, retries, yields] each, without gaps. */
function columns(seconds) {
  const pick = (at) => seconds.map((second) => second[at]);
  const marks = seconds.map((second) => (second[3] + second[4] > 0 ? 0 : null));
  return [pick(0), pick(1), pick(2), marks];
}

function options(width) {
  const axis = { space: 60, stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '11px sans-serif' };
  return {
    width,
    height: 190,
    cursor: { y: false },
    legend: { show: false },
    scales: { y: { range: (plot, least, most) => [0, Math.max(5, most * 1.1)] } },
    axes: [{ ...axis, size: 28, incrs: STEPS, values: (plot, seconds) => seconds.map(clock) }, { ...axis, space: 30, size: 46, values: (plot, values) => values.map(compact) }],
    series: [
      {},
      { label: 'succeeded/s', stroke: colour('--good-bar'), fill: colour('--good-soft'), width: 2, value: (plot, value) => (value === null ? '–' : count(value)) },
      { label: 'failed/s', stroke: colour('--bad-bar'), width: 2, value: (plot, value) => (value === null ? '–' : count(value)) },
      { label: 'told to wait or to try again', stroke: colour('--wait-bar'), width: 0, points: { show: true, size: 7, fill: colour('--wait-bar') }, value: () => '' },
    ],
  };
}

/** past: of a run that is over, where no second is the last. */
export function Throughput({ seconds, past }) {
  const box = useRef(null);
  const plot = useRef(null);
  const latest = useRef(seconds);
  latest.current = seconds;
  useEffect(() => {
    const draw = () => {
      plot.current?.destroy();
      plot.current = new globalThis.uPlot(options(box.current.clientWidth), columns(latest.current), box.current);
    };
    const fit = new ResizeObserver(() => box.current && plot.current?.setSize({ width: box.current.clientWidth, height: 190 }));
    draw();
    fit.observe(box.current);
    const system = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('themechange', draw);
    system.addEventListener('change', draw);
    return () => {
      fit.disconnect();
      removeEventListener('themechange', draw);
      system.removeEventListener('change', draw);
      plot.current.destroy();
    };
  }, []);
  useEffect(() => plot.current?.setData(columns(seconds)), [seconds]);
  const last = seconds[seconds.length - 1] || [0, 0, 0];
  const says = past ? 'Throughput over the whole run' : `Throughput: ${count(last[1])} succeeded and ${count(last[2])} failed in the last second`;
  const rate = (at) => (past ? '' : count(last[at]) + ' ');
  return html`<div class="plot" ref=${box} role="img" aria-label=${says} />
    <p class="key"><span><i class="ok" />${rate(1)}succeeded a second</span><span><i class="err" />${rate(2)}failed a second</span>
      <span><i class="wt" />told to wait or to try again</span></p>`;
}
