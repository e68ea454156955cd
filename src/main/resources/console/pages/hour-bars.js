// The last 24 hours: succeeded upwards, failed downwards, each to the same scale.
import { html } from '../ui.js';
import { atHour, count } from '../format.js';

const WIDTH = 720;
const HEIGHT = 130;
const TOP = 6;
const LABELLED = 4;

export function HourBars({ hours }) {
  const succeeded = hours.reduce((sum, hour) => sum + hour.succeeded, 0);
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  const up = Math.max(1, ...hours.map((hour) => hour.succeeded));
  const down = Math.max(0, ...hours.map((hour) => hour.failed));
  const room = HEIGHT - TOP;
  // A few failures among many successes must still be seen.
  const share = down === 0 ? 0 : Math.min(0.5, Math.max(0.12, down / (up + down)));
  const base = TOP + room * (1 - share);
  const step = WIDTH / hours.length;
  const tall = (value, most, space) => (value === 0 ? 0 : Math.max(2.5, (value / most) * space));
  return html`<div>
    <svg class="bars" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img"
        aria-label=${`${count(succeeded)} records succeeded and ${count(failed)} failed in the last 24 hours`}>
      ${hours.map((hour, at) => {
    const ok = tall(hour.succeeded, up, base - TOP);
    const err = tall(hour.failed, down, room * share);
    return html`<g><title>${atHour(hour.at)}: ${count(hour.succeeded)} succeeded, ${count(hour.failed)} failed</title>
        <rect x=${at * step} y=${TOP} width=${step} height=${room} fill="transparent" />
        <rect class="ok" x=${at * step + 3} y=${base - ok} width=${step - 6} height=${ok} rx="2" />
        <rect class="err" x=${at * step + 3} y=${base + 1} width=${step - 6} height=${err} rx="2" /></g>`;
  })}
      <line class="base" x1="0" x2=${WIDTH} y1=${base + 0.5} y2=${base + 0.5} />
    </svg>
    <p class="hours" aria-hidden="true">${hours.filter((hour, at) => at % (hours.length / LABELLED) === 0).map((hour) => html`<span>${atHour(hour.at)}</span>`)}<span>now</span></p>
    <p class="key"><span><i class="ok" />${count(succeeded)} succeeded</span><span><i class="err" />${count(failed)} failed</span></p>
  </div>`;
}
