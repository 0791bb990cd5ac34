/** Text that a spreadsheet must not take for a formula gets an apostrophe before it; numbers keep their minus. */
function safe(text: string): string {
  return /^[=+@\t\r]/.test(text) || (/^-/.test(text) && Number.isNaN(Number(text))) ? `'${text}` : text
}

const quoted = (text: string) => `"${safe(text).replaceAll('"', '""')}"`

/** With a byte order mark, or Excel reads Chinese as gibberish. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

export function download(fileName: string, text: string, type = 'text/csv'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}
