/** Browsers call themselves by many names; the more special one comes first. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** What people would call a device, from what its browser calls itself; null when it says nothing that we know. */
export function deviceName(userAgent: string | null): string | null {
  const named = (names: typeof browsers) => names.find(([form]) => form.test(userAgent ?? ''))?.[1]
  const parts = [named(browsers), named(systems)].filter(part => part !== undefined)
  return parts.length > 0 ? parts.join(' · ') : null
}
