// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const hour = new Intl.DateTimeFormat(undefined, { hour: 'numeric' });

export const count = (number) => whole.format(number ?? 0);
export const compact = (number) => (Math.abs(number) < 10000 ? whole : short).format(number ?? 0);
/** A reason as a sentence of its own. */
export const sentence = (words) => (words ? words[0].toUpperCase() + words.slice(1).replace(/([^.!?])$/, '$1.') : '');
export const plural = (number, one, many = one + 's') => `${count(number)} ${number === 1 ? one : many}`;

export function bytes(number) {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let value = number ?? 0;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export function duration(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (millis < 1000 && millis > 0) {
    return `${Math.round(millis)} ms`;
  }
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60 ? (seconds % 60) + ' s' : ''}`.trim();
  }
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours < 48 ? `${hours} h ${minutes} min` : `${Math.floor(hours / 24)} days`;
}

export const exact = (instant) => clock.format(new Date(instant));
export const brief = (instant) => day.format(new Date(instant));
export const atHour = (instant) => hour.format(new Date(instant));

export function ago(instant, now = Date.now()) {
  const passed = now - new Date(instant).getTime();
  if (passed < -5000) {
    return 'in ' + duration(-passed).replace(/ min .*/, ' min');
  }
  if (passed < 5000) {
    return 'just now';
  }
  return duration(passed).replace(/(min|h) .*/, '$1') + ' ago';
}

export function percent(part, total) {
  if (!total) {
    return '0 %';
  }
  const value = (100 * part) / total;
  if (part === 0 || part === total) {
    return `${Math.round(value)} %`;
  }
  return value < 0.1 ? '< 0.1 %' : value > 99.9 ? '> 99.9 %' : `${value < 10 || value > 90 ? value.toFixed(1) : Math.round(value)} %`;
}
