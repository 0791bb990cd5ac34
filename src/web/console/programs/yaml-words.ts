export type YamlPart = { kind: 'plain' | 'key' | 'text' | 'number' | 'comment'; text: string }

/** Splits one line of YAML into coloured parts. Only for looking at: a multi-line text is coloured line by line. */
export function partsOf(line: string): YamlPart[] {
  const comment = commentStart(line)
  const code = comment < 0 ? line : line.slice(0, comment)
  const key = /^(\s*(?:- )*)([^\s:#'"{[][^:#]*|'[^']*'|"[^"]*")(:)(?=\s|$)/.exec(code)
  const parts: YamlPart[] = []
  if (key) {
    parts.push({ kind: 'plain', text: key[1] ?? '' }, { kind: 'key', text: key[2] ?? '' }, { kind: 'plain', text: ':' })
  }
  parts.push(...valueParts(code.slice(key?.[0].length ?? 0)))
  if (comment >= 0) parts.push({ kind: 'comment', text: line.slice(comment) })
  return parts.filter(part => part.text !== '')
}

/** A # begins a comment at the start or after a space, and not inside quotes: those are blanked out before looking. */
function commentStart(line: string): number {
  const bare = line.replace(/(?<![^\s:[{,-])("[^"]*"|'[^']*')/g, quoted => '.'.repeat(quoted.length))
  return bare.search(/(?<!\S)#/)
}

function valueParts(value: string): YamlPart[] {
  return value
    .split(/("[^"]*"|'[^']*'|(?<![\w.-])-?\d+(?:\.\d+)?%?(?![\w.-])|\b(?:true|false|null)\b)/)
    .map((text, index) => ({ kind: index % 2 === 0 ? 'plain' : /^["']/.test(text) ? 'text' : 'number', text }))
}
