// The routes as they run, drawn and as YAML. Read-only: a file in routes/ is where they are changed.
import { html } from '../ui.js';
import { setParams } from '../router.js';
import { useLive } from '../live.js';
import { Answer, Badge, Card, Copy, Page } from '../parts.js';
import { count } from '../format.js';

export function Routes({ params }) {
  const routes = useLive('/api/routes', 2000);
  const open = params.get('route');
  return html`<${Page} title="Routes" kicker=${html`<p class="quiet">What happens in which order, as it runs. A file of the same name in routes/ beside the process takes the place of the one in the jar.</p>`}>
    <${Answer} of=${routes}>${({ items }) => items.map((route) => html`<${Route} key=${route.id} route=${route} open=${open === route.id} />`)}<//>
  <//>`;
}

function Route({ route, open }) {
  return html`<${Card} title=${route.id} actions=${html`<${Badge} word=${route.own ? 'your own' : 'built in'} tone=${route.own ? 'live' : 'plain'} />
      ${route.running.length > 0 && html`<span class="quiet small-text">${count(route.in_flight)} in flight</span>`}
      <button type="button" class="small" aria-expanded=${open} onClick=${() => setParams({ route: open ? '' : route.id })}>YAML</button>`}>
    <p class="quiet">${route.description}</p>
    <div class="flow">${route.from && html`<span class="node from">${route.from}</span>`}<${Steps} steps=${route.steps} /></div>
    ${route.running.length > 0 && html`<p class="line small-text">${route.running.map((each) => html`<span class="nowrap"><${Badge} word=${each.state} tone=${each.state === 'started' ? 'good' : 'wait'} /> ${each.id}${each.in_flight ? `, ${count(each.in_flight)} in flight` : ''}</span>`)}</p>`}
    ${open && html`<pre class="block" tabindex="0">${route.yaml}</pre><div><${Copy} text=${route.yaml} /></div>`}
  <//>`;
}

function Steps({ steps }) {
  return steps.map((step) => html`<span class="arrow" aria-hidden="true">→</span>
    <span class=${'node' + (step.calls ? ' call' : '')} title=${step.text}>${step.label}</span>
    ${step.steps.length > 0 && html`<div class="nest"><div class="flow"><${Steps} steps=${step.steps} /></div></div>`}`);
}
