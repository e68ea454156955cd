// The frame around every page, and which page belongs to which path.
import { html, render, useEffect, useState } from './ui.js';
import { get, remove } from './api.js';
import { match, takeOverLinks, useLocation } from './router.js';
import { Icon, Trouble, Waiting } from './parts.js';
import { PAGES, SECTIONS } from './pages/index.js';

function Theme() {
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  };
  const change = () => {
    const theme = dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('drover.theme', theme);
    dispatchEvent(new Event('themechange'));
  };
  return html`<button type="button" class="plain-button" title="Light or dark" aria-label="Change between light and dark"
    onClick=${change}><${Icon} name="sun" /></button>`;
}

function Side({ path, session }) {
  const leave = async () => {
    await remove('/api/session').catch(() => {});
    location.replace('/sign-in');
  };
  return html`<header class="side">
    <a class="brand" href="/"><img src="/console/icon.svg" alt="" width="26" height="26" /> Drover</a>
    <nav aria-label="Pages"><ul>${SECTIONS.map(({ href, label, icon }) => html`<li><a href=${href}
      aria-current=${(href === '/' ? path === '/' : path.startsWith(href)) ? 'page' : null}><${Icon} name=${icon} />${label}</a></li>`)}
    </ul></nav>
    <div class="foot">
      <span class="who" title=${session.user + ', ' + session.role}>${session.user} · ${session.role}</span>
      <${Theme} />
      ${session.expires_at && html`<button type="button" class="plain-button" title="Sign out" aria-label="Sign out"
        onClick=${leave}><${Icon} name="out" /></button>`}
    </div>
  </header>`;
}

function NotHere() {
  return html`<div class="page"><h1 tabindex="-1">There is no such page</h1><p><a href="/">Go home</a></p></div>`;
}

function Body({ path, params, session }) {
  for (const [pattern, Page] of PAGES) {
    const values = match(pattern, path);
    if (values) {
      return html`<${Page} key=${path} ...${values} params=${params} session=${session} may=${may(session)} />`;
    }
  }
  return html`<${NotHere} />`;
}

/** What the role of the caller allows: viewers look, operators work, administrators change. */
function may(session) {
  return { operate: session.role !== 'viewer', change: session.role === 'admin' };
}

function Console() {
  const { path, params } = useLocation();
  const [session, setSession] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    get('/api/session').then(setSession, setProblem);
  }, []);
  useEffect(() => {
    // Who reads by ear is told that the page has changed.
    if (session) {
      document.querySelector('main h1')?.focus({ preventScroll: true });
    }
  }, [path]);
  if (!session) {
    return html`<main class="body">${problem && problem.status !== 401 ? html`<${Trouble} problem=${problem} />` : html`<${Waiting} />`}</main>`;
  }
  return html`<a class="skip" href="#main">To the page</a>
    <div class="frame"><${Side} path=${path} session=${session} />
    <main class="body" id="main"><${Body} path=${path} params=${params} session=${session} /></main></div>`;
}

takeOverLinks();
const root = document.getElementById('console');
root.textContent = '';
render(html`<${Console} />`, root);
