import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../../test/support/temporary-folder.ts'
import { Chunk } from './chunk.ts'
import { ColumnFile, ColumnFileWriter } from './column-file.ts'
import type { BroughtCoupon } from './coupon-rights.ts'
import { firstDay, lastDay, madeUpHistory, planFor, programs, replayHere, sourceOf } from './history-for-tests.ts'
import type { Goods, Place, Profile } from './plan.ts'

const p07 = programs.get('p07-accessory-shop') ?? ''
const p09 = programs.get('p09-four-level-retail') ?? ''
type Words = {
  goods: Goods[]
  places: Place[]
  profiles: Profile[]
  coupons: (readonly BroughtCoupon[])[]
  activities: string[]
  assets: string[]
  levels: string[]
}
let folder: string

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => removeFolder(folder))

test('receipts from a file give what the same receipts gave without one', async () => {
  const path = join(folder, 'columns')
  const plan = planFor(p07, p09)
  const source = sourceOf(madeUpHistory(2))
  const writer = await ColumnFileWriter.create(path)
  const chunk = new Chunk()
  const all: Words = { goods: [], places: [], profiles: [], coupons: [], activities: [], assets: [], levels: [] }
  for (let told = await source.fill(chunk); told; told = await source.fill(chunk)) {
    all.goods.push(...told.goods)
    all.places.push(...told.places)
    all.profiles.push(...told.profiles)
    all.coupons.push(...told.coupons)
    all.activities.push(...told.activities)
    all.assets.push(...told.assets)
    all.levels.push(...told.levels)
    await writer.write(chunk)
    chunk.empty()
  }
  await writer.end(plan.members, { zone: plan.zone, from: firstDay, through: lastDay, ...all })
  const file = await ColumnFile.open(path)
  const fromFile = await replayHere({ ...plan, members: file.members }, file).finally(() => file.close())
  expect(fromFile).toEqual(await replayHere(plan, sourceOf(madeUpHistory(2))))
})

test('a file that is none, or was not written to its end, is refused', async () => {
  const path = join(folder, 'none')
  await writeFile(path, 'something else altogether')
  await expect(ColumnFile.open(path)).rejects.toThrow('not a prepared column file')
  await writeFile(path, Buffer.alloc(64))
  await expect(ColumnFile.open(path)).rejects.toThrow('not a prepared column file')
})
