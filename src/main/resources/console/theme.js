// Loaded before the first paint: the colours somebody chose, if not those of the system.
try {
  const chosen = localStorage.getItem('drover.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Within another product's page a browser may allow no storage: the colours are those of the system.
}
