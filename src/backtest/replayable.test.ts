import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProgram } from '../program/index.ts'
import { isUsableAtOnce } from './replayable.ts'

const accessoryShop = await readFile(join(import.meta.dirname, '../../programs/p07-accessory-shop.yaml'), 'utf8')

/** Whether the accessory shop could be replayed if its points were valid in these words. */
function isUsable(valid: string): boolean | null {
  const { program } = readProgram(accessoryShop.replace('valid: 2 years', valid), { version: 1, zone: 'Asia/Shanghai' })
  return program && isUsableAtOnce(program)
}

test('points that can be used at once are replayed', () => {
  expect(isUsable('valid: 2 years')).toBe(true)
})

test('points that are pending for a time are not', () => {
  expect(isUsable('valid: 2 years\n    pending: 14 days')).toBe(false)
})
