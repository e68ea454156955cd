// Loaded before the first paint: the colours somebody chose, if not those of the system.
const chosen = localStorage.getItem('drover.theme');
if (chosen === 'light' || chosen === 'dark') {
  document.documentElement.dataset.theme = chosen;
}
