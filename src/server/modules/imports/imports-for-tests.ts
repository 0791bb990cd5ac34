import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeFolder, temporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import type { Context } from '../../platform/context.ts'
import { openTable, type Table } from './read-table.ts'

/** A test shop and a folder for files to be imported into it. */
export async function openImports() {
  const shop: TestShop = await openTestShop()
  const folder = await temporaryFolder()
  const { db, clock, config, cipher } = shop
  const context: Context = { db, clock, config, cipher, timeZone: 'Asia/Shanghai' }
  let files = 0
  return {
    shop,
    db,
    clock,
    context,
    folder,
    /** Writes a file and opens it as a table. */
    table: async (content: string | Buffer, name = `file-${++files}.csv`): Promise<Table> => {
      const path = join(folder, name)
      await writeFile(path, content)
      return openTable(path)
    },
    close: async () => {
      await shop.close()
      await removeFolder(folder)
    },
  }
}

export type Imports = Awaited<ReturnType<typeof openImports>>

/** A table that breaks off before a row, as when the process is killed there. */
export function brokenOff(table: Table, line: number): Table {
  return {
    ...table,
    async *rows() {
      for await (const row of table.rows()) {
        if (row.lineNumber === line) throw new Error('killed')
        yield row
      }
    },
  }
}
