// One run: what it does now, what failed and why, and how to put it right.
import { html, useEffect, useRef, useState } from '../ui.js';
import { post } from '../api.js';
import { go } from '../router.js';
import { useAction, useLive } from '../live.js';
import { Ago, Answer, Card, Confirmed, Figure, Icon, Notice, Page, RunBadge, Trouble } from '../parts.js';
import { count, duration, percent, plural, sentence } from '../format.js';
import { Causes } from './causes.js';
import { Throughput } from './throughput.js';
import { isOver, Meter, shareFailed, sizeOf } from './run-parts.js';

export function Run({ id, params, may }) {
  const path = '/api/runs/' + encodeURIComponent(id);
  const [pace, setPace] = useState(1000);
  const run = useLive(path, pace);
  const over = run.data ? isOver(run.data) : false;
  useEffect(() => setPace(over ? 0 : 1000), [over]);
  const activity = useLive(run.data ? path + '/activity' : null, over ? 0 : 1000);
  return html`<${Answer} of=${run}>${(now) => html`
    <${Page} title=${now.file} above=${html`<a href="/runs">Runs</a><span aria-hidden="true">/</span><span class="mono">${now.run}</span>`}
        kicker=${html`<${Head} run=${now} />`} actions=${html`<${Orders} run=${now} path=${path} may=${may} reload=${run.reload} />`}>
      <${Standing} run=${now} gate=${activity.data?.gate} />
      <${Progress} run=${now} gate=${activity.data?.gate} />
      ${!over && activity.data && html`<div class="columns two-one">
        <${Card} title="Throughput"><${Throughput} seconds=${activity.data.seconds} /><//>
        <${Card} title="In flight"><${Lanes} lanes=${activity.data.lanes} gate=${activity.data.gate} /><//>
      </div>`}
      ${over && activity.data?.seconds.length > 1 && html`<${Card} title="Throughput"><${Throughput} seconds=${activity.data.seconds} past /><//>`}
      ${now.failed > 0 && html`<${Causes} run=${now} path=${path} may=${may} cause=${params.get('cause')} />`}
      ${over && html`<${Files} path=${path} run=${now} />`}
      <${Lineage} path=${path} run=${now} />
    <//>`}<//>`;
}

function Head({ run }) {
  return html`<div class="line"><${RunBadge} run=${run} />
    <span>load <a href=${'/loads/' + run.load}>${run.load}</a></span>
    <span>to <a href=${'/connections/' + run.connection}>${run.connection}</a></span>
    <span>${sizeOf(run)}</span>
    <span>started <${Ago} at=${run.started_at} /></span>
    ${run.ended_at && html`<span>took ${duration(new Date(run.ended_at) - new Date(run.started_at))}</span>`}
  </div>`;
}

/** Why it does not go on, and when it will. */
function Standing({ run, gate }) {
  if (run.state === 'paused') {
    return html`<${Notice} tone="wait" title="Paused.">${sentence(run.reason)} What is not settled stays pending.<//>`;
  }
  if (isOver(run) || !gate || gate.state === 'open') {
    return null;
  }
  const resumes = gate.resumes_in_ms > 0 ? html` Goes on in <strong class="num">${duration(gate.resumes_in_ms)}</strong>.` : ' Trying again now.';
  return gate.state === 'paused'
    ? html`<${Notice} tone="wait" title="The destination asked for a pause.">${resumes} Nothing is lost or counted as a retry.<//>`
    : html`<${Notice} tone="bad" title="The destination can't be used.">${gate.reason}.${gate.resumes_in_ms > 0
      ? html` Next try in <strong class="num">${duration(gate.resumes_in_ms)}</strong>.` : ' Trying now.'} The records stay pending.<//>`;
}

/** Speed over the last seconds that this page saw. A pause adds to the time left what is left of it. */
function useTimeLeft(run, gate) {
  const seen = useRef({ points: [], speed: 0 }).current;
  const now = Date.now();
  const remaining = (speed) => (speed > 0 && run.total ? (1000 * (run.total - run.records)) / speed : null);
  if (run.state !== 'running' || (gate && gate.state !== 'open')) {
    seen.points = [];
    const rest = run.state === 'running' && gate.state === 'paused' ? remaining(seen.speed) : null;
    return { speed: 0, left: rest && rest + gate.resumes_in_ms };
  }
  if (seen.points.length === 0 || now - seen.points[seen.points.length - 1].at > 700) {
    seen.points = [...seen.points.filter((each) => now - each.at < 20000), { at: now, records: run.records }];
  }
  const first = seen.points[0];
  if (now - first.at > 2500) {
    seen.speed = (1000 * (run.records - first.records)) / (now - first.at);
  }
  return { speed: seen.speed, left: remaining(seen.speed) };
}

function Progress({ run, gate }) {
  const { speed, left } = useTimeLeft(run, gate);
  const over = isOver(run);
  return html`<${Card}>
    <${Meter} run=${run} />
    <p class="line"><strong>${count(run.records)}</strong> ${run.total && !over
    ? html`of ${run.total_is_exact ? '' : 'about '}${count(run.total)} records settled, ${percent(run.records, run.total)}` : 'records settled'}
      ${!over && speed > 0 && html`<span>${count(speed)} per second</span>`}
      ${!over && left !== null && left > 0 && html`<span>about ${duration(left)} left</span>`}</p>
    <dl class="figures">
      <${Figure} label="Succeeded" value=${run.succeeded} tone="good" />
      <${Figure} label="Failed" value=${run.failed} tone=${run.failed ? 'bad' : ''} hint=${shareFailed(run)} />
      ${run.filtered > 0 && html`<${Figure} label="Filtered" value=${run.filtered} />`}
      <${Figure} label="Batches" value=${run.batches} />
      <${Figure} label="Requests" value=${run.requests} hint=${!over && run.in_flight > 0 ? `${count(run.in_flight)} in flight` : ''} />
      <${Figure} label="Retries" value=${run.retries} />
      <${Figure} label="Yields" value=${run.yields} hint=${run.yields ? 'pauses the API asked for' : ''} />
    </dl>
  <//>`;
}

function Orders({ run, path, may, reload }) {
  const order = useAction(async (what) => {
    await post(path + '/' + what);
    reload();
  });
  const replay = useAction(async () => {
    const answer = await post(path + '/replay');
    go(answer.run ? '/runs/' + answer.run : '/loads/' + run.load);
  });
  const busy = order.busy || replay.busy;
  if (!may.operate) {
    return null;
  }
  return html`
    ${run.state === 'running' && html`<button type="button" disabled=${busy} onClick=${() => order.act('pause')}>Pause</button>`}
    ${run.state === 'paused' && html`<button type="button" class="primary" disabled=${busy} onClick=${() => order.act('resume')}>Resume</button>`}
    ${!isOver(run) && run.state !== 'cancelling' && html`<${Confirmed} label="Cancel" verb="Cancel the run" busy=${busy}
      question="The records that are not settled go to the error file as unprocessed. They can be loaded again from there."
      onYes=${() => order.act('cancel')} />`}
    ${isOver(run) && run.failed > 0 && html`<button type="button" class="primary" disabled=${busy} onClick=${replay.act}>Replay ${plural(run.failed, 'failed record')}</button>`}
    <${Trouble} problem=${order.problem || replay.problem} />`;
}

/** One line per batch whose answer is awaited. */
function Lanes({ lanes, gate }) {
  if (lanes.length === 0) {
    return html`<p class="quiet">${gate.state === 'open' ? 'No request is under way.' : gate.resumes_in_ms > 0 ? html`Every sender waits, for another <strong class="num">${duration(gate.resumes_in_ms)}</strong>.` : 'Every sender waits.'}</p>`;
  }
  const longest = Math.max(1000, ...lanes.map((lane) => lane.since_ms));
  return html`<ul class="lanes" aria-label="Batches in flight">${lanes.map((lane) => html`<li class="lane" key=${lane.batch}>
    <span class="nowrap">batch ${lane.batch}</span>
    <span class="track"><span class=${lane.attempt > 1 ? 'again' : ''} style=${{ width: `${(100 * lane.since_ms) / longest}%` }} /></span>
    <span class="num quiet">${duration(lane.since_ms)}${lane.attempt > 1 ? `, try ${lane.attempt}` : ''}</span></li>`)}</ul>`;
}

const FILES = [['success', 'Success file'], ['error', 'Error file'], ['summary', 'Summary']];

function Files({ path }) {
  return html`<${Card} title="Result files">
    <div class="actions">${FILES.map(([file, label]) => html`<a class="button" href=${`${path}/files/${file}`} download>
      <${Icon} name="download" />${label}</a>`)}</div>
    <p class="quiet small-text">Correct the records of the error file in any editor and drop it in again as it is: it loads just those.</p>
  <//>`;
}

/** Where the run came from, and what was loaded again of it. */
function Lineage({ path, run }) {
  const line = useLive(path + '/lineage', isOver(run) ? 0 : 5000);
  const runs = line.data ? [...line.data.ancestors, run, ...line.data.replays] : [];
  if (runs.length < 2) {
    return null;
  }
  return html`<${Card} title="Replays">
    <ol class="events">${runs.map((each) => html`<li key=${each.run} class=${each.failed ? 'wait' : 'good'}>
      <div>${each.run === run.run ? html`<strong>this run</strong>` : html`<a href=${'/runs/' + each.run}>${each.run}</a>`}
        <div class="quiet small-text">${plural(each.records, 'record')}, ${count(each.succeeded)} succeeded, ${count(each.failed)} failed</div></div>
      <span class="when"><${Ago} at=${each.started_at} /></span></li>`)}</ol>
  <//>`;
}
