// A plan's lines: what is refused and how often, then the first request from its request line on.
const BEGINS = /^(GET|POST|PUT|PATCH|DELETE) https?:/;

export function parted(lines) {
  const at = lines.findIndex((line) => BEGINS.test(line));
  return at < 0 ? { problems: lines, request: '' } : { problems: lines.slice(0, at), request: lines.slice(at).join('\n') };
}
