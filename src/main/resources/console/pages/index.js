// Every page there is. The first pattern that fits a path is its page.
import { Home } from './home.js';
import { Runs } from './runs.js';
import { Run } from './run.js';
import { Loads } from './loads.js';
import { Load } from './load.js';
import { LoadForm } from './load-form.js';
import { Connections } from './connections.js';
import { Connection } from './connection.js';
import { ConnectionForm } from './connection-form.js';
import { Lab } from './lab.js';
import { SchemaDesigner } from './schema.js';
import { Routes } from './routes.js';
import { Timeline } from './timeline.js';

export const PAGES = [
  ['/', Home],
  ['/runs', Runs],
  ['/runs/{id}', Run],
  ['/loads', Loads],
  ['/loads/new', LoadForm],
  ['/loads/{id}', Load],
  ['/loads/{id}/edit', LoadForm],
  ['/connections', Connections],
  ['/connections/new', ConnectionForm],
  ['/connections/{id}', Connection],
  ['/connections/{id}/edit', ConnectionForm],
  ['/lab', Lab],
  ['/schema', SchemaDesigner],
  ['/routes', Routes],
  ['/timeline', Timeline],
];

export const SECTIONS = [
  { href: '/', label: 'Home', icon: 'home' },
  { href: '/runs', label: 'Runs', icon: 'runs' },
  { href: '/loads', label: 'Loads', icon: 'loads' },
  { href: '/connections', label: 'Connections', icon: 'connections' },
  { href: '/lab', label: 'Response lab', icon: 'lab' },
  { href: '/schema', label: 'Schema', icon: 'schema' },
  { href: '/routes', label: 'Routes', icon: 'routes' },
  { href: '/timeline', label: 'Timeline', icon: 'timeline' },
];
