const prefix = 'regulars.'

/** What this device remembers. A browser that forbids storage forgets on reload, and everything else still works. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

export function remember(name: string, text: string): void {
  try {
    localStorage.setItem(prefix + name, text)
  } catch {
    // Private windows and full disks: the page goes on without a memory.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(prefix + name)
  } catch {
    // As above: nothing was remembered, so nothing is left to forget.
  }
}

/** Reads remembered JSON; what is not of the expected shape any more counts as forgotten. */
export function recallJson<Value>(name: string, isValue: (value: unknown) => value is Value): Value | null {
  const text = recall(name)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isValue(value) ? value : null
  } catch {
    return null
  }
}

export function rememberJson(name: string, value: unknown): void {
  remember(name, JSON.stringify(value))
}
