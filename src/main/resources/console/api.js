// The management API. Every call rejects with a Problem: RFC 9457's fields as the server sent them.

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The server answered ${status}`);
    this.status = status;
    this.title = body.title || 'Something went wrong';
    this.errors = body.errors || [];
  }

  /** What the server says about one field. */
  of(field) {
    return this.errors.filter((error) => error.field === field).map((error) => error.message).join('; ');
  }
}

/** Where the browser goes when nobody is signed in; the embedded page goes nowhere. */
let onSignedOut = () => {
  const next = location.pathname + location.search;
  location.replace('/sign-in?next=' + encodeURIComponent(next));
};

export function whenSignedOut(action) {
  onSignedOut = action;
}

let bearer = '';

/** Calls with a token instead of the session's cookie. */
export function useToken(token) {
  bearer = token;
}

function headers(extra) {
  const all = { Accept: 'application/json', 'X-Drover-Request': '1', ...extra };
  if (bearer) {
    all.Authorization = 'Bearer ' + bearer;
  }
  return all;
}

async function answerOf(response) {
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { title: 'The answer is not JSON', detail: text.slice(0, 200) };
  }
  if (response.ok) {
    return body;
  }
  if (response.status === 401) {
    onSignedOut();
  }
  throw new Problem(response.status, body);
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: bearer ? 'omit' : 'same-origin', ...options });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, { title: 'No connection', detail: 'Drover does not answer. Is it running?' });
  }
  return answerOf(response);
}

export const get = (path, signal) => send(path, { headers: headers(), signal });

export const post = (path, body) => write('POST', path, body);
export const patch = (path, body) => write('PATCH', path, body);
export const put = (path, body) => write('PUT', path, body);
export const remove = (path) => send(path, { method: 'DELETE', headers: headers() });

function write(method, path, body) {
  return send(path, {
    method,
    headers: headers({ 'Content-Type': 'application/json' }),
    body: JSON.stringify(body ?? {}),
  });
}

/** Sends a file as it is. */
export function postFile(path, content) {
  return send(path, { method: 'POST', headers: headers({ 'Content-Type': 'application/octet-stream' }), body: content });
}

/** Sends a file and tells how much of it has left, from 0 to 1. */
export function upload(path, content, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    Object.entries(headers({ 'Content-Type': 'application/octet-stream' }))
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Problem(0, { title: 'No connection', detail: 'The upload was cut off.' }));
    request.onload = () => answerOf(new Response(request.responseText || null, { status: request.status }))
      .then(resolve, reject);
    request.send(content);
  });
}

export const query = (values) => {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length ? '?' + new URLSearchParams(pairs) : '';
};
