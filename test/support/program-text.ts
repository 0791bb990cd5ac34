/** A program of the test shop's own code, small enough to read beside the test that needs it. */
export function programText({
  points = 'valid: 2 years',
  rules = ['{ rule: base, points: 1, per: ¥1 }'],
  redeem = '{ rule: cash-off, points: 100, off: ¥1 }',
  levels = '',
}: {
  points?: string
  rules?: readonly string[]
  redeem?: string
  levels?: string
} = {}): string {
  return `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, ${points} }
earning:
  rules:
${rules.map(rule => `    - ${rule}`).join('\n')}
redemption:
  - ${redeem}
${levels}`
}
