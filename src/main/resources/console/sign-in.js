// The one page that everybody may see. It needs nothing but itself.
const form = document.getElementById('sign-in');
const trouble = document.getElementById('trouble');
const kind = () => new FormData(form).get('with');

function show() {
  form.querySelectorAll('[data-with]').forEach((part) => {
    part.hidden = part.dataset.with !== kind();
  });
}

/** Only a path of ours: whoever made the link must not choose where one lands after signing in. */
function next() {
  const wanted = new URLSearchParams(location.search).get('next') || '/';
  const url = new URL(wanted, location.origin);
  return url.origin === location.origin && !url.pathname.startsWith('/api/') ? url.pathname + url.search : '/';
}

function say(text) {
  trouble.textContent = text;
  trouble.hidden = false;
}

form.addEventListener('change', (event) => {
  if (event.target.name === 'with') {
    show();
    form.querySelector('[data-with]:not([hidden]) input').focus();
  }
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  trouble.hidden = true;
  const given = Object.fromEntries(new FormData(form));
  const body = kind() === 'token' ? { token: given.token.trim() } : { user: given.user.trim(), password: given.password };
  if (kind() === 'token' ? !body.token : !body.user || !body.password) {
    say(kind() === 'token' ? 'Enter a token.' : 'Enter user and password.');
    return;
  }
  const button = form.querySelector('button[type=submit]');
  button.disabled = true;
  try {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Drover-Request': '1' },
      body: JSON.stringify(body),
    });
    if (response.ok) {
      location.replace(next());
      return;
    }
    const problem = await response.json().catch(() => ({}));
    say(problem.detail || 'That did not work.');
  } catch {
    say('Drover does not answer. Is it running?');
  }
  button.disabled = false;
});

show();
// Who comes from a link elsewhere may be signed in all the same: the cookie did not come along.
fetch('/api/session', { headers: { Accept: 'application/json' } })
  .then((response) => response.ok && location.replace(next()))
  .catch(() => {});
