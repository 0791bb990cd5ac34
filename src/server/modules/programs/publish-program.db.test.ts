import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { keyWith, openSecondApp, wait } from '../../../../test/support/till.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
// Nothing is published twice at one instant.
beforeEach(() => wait(shop, 1_000))

let programCount = 0

/** A program of its own, so that the versions of one test are not those of another. */
function freshProgram(): { code: string; document: (note: string, head?: string) => string } {
  programCount += 1
  const code = `program-${programCount}`
  return {
    code,
    document: (note, head = '') =>
      `# ${note}\n${programText().replace('program: accessory-shop', `program: ${code}`).replace('assets:', `${head}assets:`)}`,
  }
}

const publish = (document: string, more: Record<string, unknown> = {}) =>
  shop.post('/v1/programs', { document, ...more })

function countVersions() {
  return shop.db.row(
    `select (select count(*) from programs.version) as versions,
       (select count(*) from platform.outbox where topic = 'programs/published') as announced`,
  )
}

describe('what is published', () => {
  test('the next version of its program, in force from now, and announced', async () => {
    const { code, document } = freshProgram()
    const first = await publish(document('one'), { note: '开业' })
    expect([first.status, first.body]).toEqual([201, { code, version: 1, inForceFrom: shop.clock.now().toISOString() }])
    wait(shop, 1)
    const second = await publish(document('two'), { inForceFrom: '2027-01-01T00:00:00+08:00' })
    expect(second.body).toEqual({ code, version: 2, inForceFrom: '2026-12-31T16:00:00.000Z' })
    const announced = await shop.db.rows(
      `select payload from platform.outbox where topic = 'programs/published' and payload->>'programCode' = $1 order by outbox_id`,
      [code],
    )
    expect(announced).toEqual([
      { payload: { programCode: code, version: 1, inForceFrom: first.body.inForceFrom, publishedBy: 'tests' } },
      { payload: { programCode: code, version: 2, inForceFrom: second.body.inForceFrom, publishedBy: 'tests' } },
    ])
  })

  test('the same request twice is one version', async () => {
    const { code, document } = freshProgram()
    const call = { key: `key-of-${code}` }
    const body = { document: document('one') }
    const [first, again] = [await shop.post('/v1/programs', body, call), await shop.post('/v1/programs', body, call)]
    expect(again.text).toBe(first.text)
    expect((await shop.get(`/v1/programs/${code}`)).body.versions).toHaveLength(1)
  })

  test('the brand and the stores that exist', async () => {
    const { document } = freshProgram()
    const { status, text } = await publish(document('one', 'brand: main\nstores: [S01]\n'))
    expect(status, text).toBe(201)
  })

  test.each(['update programs.version set note = null', 'delete from programs.version'])(
    'a version never changes: %s is refused by the database',
    async sql => {
      const before = await countVersions()
      await expect(shop.db.run(sql)).rejects.toThrow('published versions never change')
      expect(await countVersions()).toEqual(before)
    },
  )
})

describe('what is refused, and writes nothing', () => {
  async function refusalOf(document: string, more: Record<string, unknown> = {}, language = 'en') {
    const before = await countVersions()
    const { status, body } = await shop.post('/v1/programs', { document, ...more }, { language })
    expect(await countVersions()).toEqual(before)
    return { status, code: body.code, title: body.title, details: body.details }
  }

  const wrong = programText({ rules: ['{ rule: base, pionts: 1, per: ¥1 }'] })

  test.each([
    ['zh-CN', /^方案有错误，不能发布。第 7 行第 \d+ 列：.*pionts/],
    ['zh-TW', /^方案有錯誤，不能發布。第 7 行第 \d+ 列：.*pionts/],
    ['en', /^The program has errors and cannot be published\. Line 7, column \d+: .*pionts/],
  ])('a document with errors, with the place and the sentence in %s', async (language, sentence) => {
    const refusal = await refusalOf(wrong, {}, language)
    expect(refusal).toMatchObject({ status: 422, code: 'programs/has-errors', title: expect.stringMatching(sentence) })
    expect(refusal.title).not.toContain('{')
    const column = '    - { rule: base, '.length + 1
    expect(refusal.details).toMatchObject({ line: 7, column, findings: [{ severity: 'error', line: 7, column }] })
  })

  test('the sentence repeats signs of the document just as they are', async () => {
    const { title } = await refusalOf(programText({ rules: ["{ rule: base, 'a$&b$$c': 1, points: 1, per: ¥1 }"] }))
    expect(title).toContain('a$&b$$c')
  })

  test('something that is not YAML', async () => {
    const refusal = await refusalOf('program: [')
    expect(refusal).toMatchObject({ status: 422, code: 'programs/has-errors', details: { line: 1 } })
  })

  test('a store that does not exist', async () => {
    const refusal = await refusalOf(freshProgram().document('one', 'stores: [S01, S99]\n'), {}, 'zh-CN')
    expect(refusal).toMatchObject({
      status: 422,
      code: 'programs/unknown-store',
      title: '方案里的门店“S99”不存在。',
    })
  })

  test('a brand that does not exist', async () => {
    const refusal = await refusalOf(freshProgram().document('one', 'brand: other\n'), {}, 'zh-CN')
    expect(refusal).toMatchObject({ status: 422, code: 'programs/unknown-brand', title: '方案里的品牌“other”不存在。' })
  })

  test('the same document again', async () => {
    const { document } = freshProgram()
    await publish(document('one'))
    wait(shop, 1_000)
    expect(await refusalOf(document('one'))).toMatchObject({ status: 409, code: 'programs/unchanged' })
    expect((await publish(document('two'))).status).toBe(201)
    wait(shop, 1_000)
    expect((await publish(document('one'))).body).toMatchObject({ version: 3 })
  })

  test('a version that begins with the last one or before it; a millisecond later is fine', async () => {
    const { document } = freshProgram()
    const lastFrom = '2026-06-01T00:00:00.000Z'
    await publish(document('one'), { inForceFrom: lastFrom })
    for (const inForceFrom of [lastFrom, '2026-05-31T23:59:59.999Z', undefined])
      expect(await refusalOf(document('two'), inForceFrom ? { inForceFrom } : {})).toMatchObject({
        status: 422,
        code: 'programs/begins-before-last',
        details: { lastFrom },
      })
    expect((await publish(document('two'), { inForceFrom: '2026-06-01T00:00:00.001Z' })).status).toBe(201)
  })

  test('who may only read programs', async () => {
    const as = await keyWith(shop, ['programs.read'])
    const { document } = freshProgram()
    expect((await shop.post('/v1/programs', { document: document('one') }, { as })).status).toBe(403)
    expect((await shop.post('/v1/programs/lint', { document: document('one') }, { as })).status).toBe(200)
  })
})

describe('at once', () => {
  test('publications from two processes are numbered without a gap', async () => {
    const { code, document } = freshProgram()
    const other = await openSecondApp(shop)
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(index =>
        (index % 2 ? shop : other).post('/v1/programs', {
          document: document(`no. ${index}`),
          inForceFrom: `2026-0${index}-01T00:00:00Z`,
        }),
      ),
    )
    await other.close()
    const published = answers.filter(({ status }) => status === 201)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(published.length).toBeGreaterThan(0)
    for (const { body, text } of refused) expect(body.code, text).toBe('programs/begins-before-last')
    const versions: number[] = published.map(({ body }) => body.version)
    expect(versions.toSorted((a, b) => a - b)).toEqual(published.map((_, index) => index + 1))
    await expect
      .poll(async () => (await shop.get(`/v1/programs/${code}`)).body.versions.length, { timeout: 3_000 })
      .toBe(published.length)
  })

  test('of two that begin now, one is refused', async () => {
    const { document } = freshProgram()
    const answers = await Promise.all([publish(document('one')), publish(document('two'))])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422])
  })
})

describe('what is shown', () => {
  test('the newest version of each program in the list', async () => {
    const { code, document } = freshProgram()
    await publish(document('one'))
    wait(shop, 1_000)
    await publish(document('two', 'stores: [S01]\n'))
    const { body } = await shop.get('/v1/programs')
    const listed = body.programs.filter((program: { code: string }) => program.code === code)
    expect(listed).toMatchObject([
      {
        version: 2,
        name: { 'zh-CN': '测试方案' },
        brandCode: 'main',
        storeCodes: ['S01'],
        inForceFrom: shop.clock.now().toISOString(),
        publishedBy: 'tests',
      },
    ])
    expect(body.programs).toContainEqual(
      expect.objectContaining({ code: 'accessory-shop', version: 1, storeCodes: null, publishedBy: 'test' }),
    )
  })

  test('one program: its document as written, a summary, and its versions newest first', async () => {
    const { code, document } = freshProgram()
    const first = await publish(document('one'), { note: '开业' })
    wait(shop, 1_000)
    const second = await publish(document('two'))
    const { body } = await shop.get(`/v1/programs/${code}`)
    expect(body).toMatchObject({ code, version: 2, document: document('two') })
    expect(body.versions).toMatchObject([
      { version: 2, inForceFrom: second.body.inForceFrom, inForceTo: null, note: null },
      { version: 1, inForceFrom: first.body.inForceFrom, inForceTo: second.body.inForceFrom, note: '开业' },
    ])
    expect(body.summary.length).toBeGreaterThan(0)
    for (const { heading, sentences } of body.summary) {
      expect(heading['zh-CN']).not.toBe('')
      expect(sentences.length).toBeGreaterThan(0)
    }
  })

  test('a program that nobody published is not found', async () => {
    const { status, body } = await shop.get('/v1/programs/nothing', { language: 'zh-CN' })
    expect([status, body.code, body.title]).toEqual([404, 'programs/not-found', '没有这个会员方案：nothing'])
  })

  test('lint answers every finding and publishes nothing', async () => {
    const before = await countVersions()
    const lint = (document: string) => shop.post('/v1/programs/lint', { document }, { key: null })
    const { status, body } = await lint(programText({ rules: ['{ rule: base, pionts: 1, per: ¥1 }'] }))
    expect(status).toBe(200)
    expect(body.findings[0]).toMatchObject({
      severity: 'error',
      line: 7,
      texts: { en: expect.stringContaining('pionts') },
    })
    expect((await lint(programText())).body.findings.filter(isError)).toEqual([])
    expect(await countVersions()).toEqual(before)
  })

  const isError = (finding: { severity: string }) => finding.severity === 'error'
})
