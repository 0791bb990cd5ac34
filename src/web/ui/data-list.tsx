import { DownloadOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Empty, Flex, Grid, Input, Skeleton, Table, Typography } from 'antd'
import type { ReactNode } from 'react'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { csvOf, download } from './csv.ts'
import { ErrorNote } from './error-note.tsx'
import type { Pages } from './pages.ts'

export type Column<Row> = {
  key: string
  title: string
  /** What the CSV file says, and the screen unless `show` is given. */
  text: (row: Row) => string
  show?: (row: Row) => ReactNode
  isNumber?: boolean
  /** Holds buttons only, so a CSV file leaves it out. */
  isAction?: boolean
}

type DataListProps<Row> = {
  /** Accessible name of the list, and of its CSV file. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  query: { isPending: boolean; error: unknown; refetch: () => unknown }
  /** What it means that nothing is here, and what to do about it. */
  empty: { title: string; action?: ReactNode }
  search?: { value: string; onChange: (value: string) => void; placeholder: string }
  /** Buttons and filters beside the search box. */
  tools?: ReactNode
  total?: string
  paging?: { pages: Pages; next: string | null | undefined }
  /** Texts wrap rather than make the table wider than its card. */
  isSnug?: boolean
  /** The address of a complete export; without one the rows on screen are saved. */
  csvAddress?: string
  /** What the button says where that export holds more than the rows that were searched. */
  csvText?: string
}

/** A list of any rows: table on a desk, cards on a phone. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { query, rows, empty, total, paging } = props
  const isWide = Grid.useBreakpoint().md ?? true
  return (
    <Flex vertical gap={12}>
      <ListTools {...props} />
      {query.error ? <ErrorNote error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending && !query.error ? <Skeleton active paragraph={{ rows: 5 }} /> : null}
      {rows?.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty.title}>
          {empty.action}
        </Empty>
      ) : null}
      {rows && rows.length > 0 ? isWide ? <Rows {...props} rows={rows} /> : <Cards {...props} rows={rows} /> : null}
      {rows && rows.length > 0 && (total || paging) ? (
        <Flex justify="space-between" align="center" gap={12} wrap>
          <Typography.Text type="secondary">{total}</Typography.Text>
          {paging ? <Paging {...paging} /> : null}
        </Flex>
      ) : null}
    </Flex>
  )
}

function ListTools<Row>({ label, columns, rows, search, tools, csvAddress, csvText }: DataListProps<Row>) {
  const t = useTexts(commonTexts)
  const save = () => {
    const told = columns.filter(column => !column.isAction)
    download(
      `${label}.csv`,
      csvOf([told.map(({ title }) => title), ...(rows ?? []).map(row => told.map(({ text }) => text(row)))]),
    )
  }
  return (
    <Flex gap={8} wrap justify="space-between">
      {search ? (
        <Input
          type="search"
          aria-label={search.placeholder}
          placeholder={search.placeholder}
          prefix={<SearchOutlined aria-hidden />}
          allowClear
          value={search.value}
          onChange={event => search.onChange(event.target.value)}
          className="search-box"
        />
      ) : (
        <span />
      )}
      <Flex gap={8} wrap align="start">
        {tools}
        <Button
          icon={<DownloadOutlined aria-hidden />}
          disabled={!rows?.length}
          {...(csvAddress ? { href: csvAddress, download: `${label}.csv` } : { onClick: save })}
        >
          {csvText ?? t('exportCsv')}
        </Button>
      </Flex>
    </Flex>
  )
}

function Rows<Row>({ label, columns, rows, rowKey, isSnug = false }: DataListProps<Row> & { rows: readonly Row[] }) {
  return (
    <Table<Row>
      aria-label={label}
      rowKey={rowKey}
      dataSource={[...rows]}
      pagination={false}
      size="middle"
      scroll={{ x: isSnug ? true : 'max-content' }}
      {...(isSnug ? { className: 'fits' } : {})}
      columns={columns.map(({ key, title, text, show, isNumber }) => ({
        key,
        title,
        align: isNumber ? ('end' as const) : ('start' as const),
        className: isNumber ? 'figures' : '',
        render: (_: unknown, row: Row) => (show ? show(row) : text(row)),
      }))}
    />
  )
}

function Cards<Row>({ label, columns, rows, rowKey }: DataListProps<Row> & { rows: readonly Row[] }) {
  return (
    <ul className="row-cards" aria-label={label}>
      {rows.map(row => (
        <li key={rowKey(row)}>
          <dl>
            {columns
              .filter(column => !column.isAction)
              .map(({ key, title, text, show }) => {
                const shown = show ? show(row) : text(row)
                return shown === '' || shown === null ? null : (
                  <div key={key} className="pair">
                    <dt>{title}</dt>
                    <dd>{shown}</dd>
                  </div>
                )
              })}
          </dl>
          {columns.map(({ key, isAction, show }) =>
            isAction ? (
              <div key={key} className="row-actions">
                {show?.(row)}
              </div>
            ) : null,
          )}
        </li>
      ))}
    </ul>
  )
}

function Paging({ pages, next }: { pages: Pages; next: string | null | undefined }) {
  const t = useTexts(commonTexts)
  if (pages.number === 1 && !next) return null
  return (
    <Flex component="nav" gap={8} align="center" aria-label={t('pages')}>
      <Button disabled={pages.number === 1} onClick={pages.goBack}>
        {t('previousPage')}
      </Button>
      <Typography.Text type="secondary">{t('pageNumber', { number: pages.number })}</Typography.Text>
      <Button disabled={!next} onClick={() => next && pages.goOn(next)}>
        {t('nextPage')}
      </Button>
    </Flex>
  )
}
