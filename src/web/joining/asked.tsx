import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, App } from 'antd'
import type { JoiningTicket, JoiningWay, JoiningWays } from '../api/answers.ts'
import { readJoiningWays } from '../api/joining.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useSession } from '../session/session.ts'
import { joiningTexts } from '../texts/joining.ts'
import { useTexts } from '../texts/phrases.ts'
import type { Field } from '../ui/entry-form.tsx'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import { type AskedName, asksReceipt, chosenWay, openWays, type Values } from './asked-fields.ts'

/** The ways of a store; undefined until they are known, and where they cannot be read: then the server has the word. */
export function useJoiningWays(storeCode: string | undefined, isWanted: boolean) {
  const { data, isFetching } = useQuery({
    queryKey: queryKeys.joiningWays(storeCode),
    queryFn: () => readJoiningWays(storeCode),
    enabled: isWanted,
    retry: false,
    // Another store is chosen while the form is open, and what is typed in it stays.
    placeholderData: keepPreviousData,
  })
  return { ways: data, isReady: data !== undefined || !isFetching }
}

/** What the ways ask beside the person. A single free way asks nothing. @param lastReceipt of this till; its place is known */
export function useAskedFields(ways: JoiningWays | undefined, isAtTill: boolean, lastReceipt = ''): Field<AskedName>[] {
  const t = useTexts(joiningTexts)
  const own = useOwnText()
  const { stores } = useSession()
  const open = openWays(ways)
  const withReceipt = (values: Values) => asksReceipt(chosenWay(ways, values))
  const tillsOf = stores.flatMap(store => store.tills.map(till => ({ value: till.code, label: till.code })))
  const tills = [...new Map(tillsOf.map(option => [option.value, option])).values()]
  const place: Field<AskedName>[] = [
    {
      name: 'receiptStoreCode',
      label: t('receiptStore'),
      kind: 'choice',
      isRequired: true,
      options: stores.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
      isShown: withReceipt,
    },
    {
      name: 'receiptTillCode',
      label: t('receiptTill'),
      kind: 'choice',
      isRequired: true,
      options: tills,
      isShown: withReceipt,
    },
  ]
  return [
    {
      name: 'way',
      label: t('way'),
      kind: 'choice',
      isRequired: true,
      options: open.map(way => ({ value: way.way, label: own(way.name) })),
      isShown: () => open.length > 1,
    },
    ...(isAtTill ? [] : place),
    {
      name: 'receiptNumber',
      label: t('receiptNumber'),
      isRequired: true,
      lengthMax: 64,
      isShown: withReceipt,
      ...(lastReceipt ? { hint: t('lastReceipt') } : {}),
    },
    {
      name: 'reason',
      label: t('reason'),
      kind: 'area',
      isRequired: true,
      lengthMin: 3,
      lengthMax: 500,
      isShown: values => chosenWay(ways, values)?.needsApproval === true,
    },
  ]
}

/** What the chosen way asks, in plain words. A single free way needs none. */
export function WayNote({ ways, values }: { ways: JoiningWays | undefined; values: Values }) {
  const t = useTexts(joiningTexts)
  const say = useWayWords()
  const way = chosenWay(ways, values)
  if (ways && ways.ways.length > 0 && openWays(ways).length === 0)
    return <Alert type="warning" showIcon title={t('noneOpen')} className="form-error" />
  if (!way || (ways?.ways.length === 1 && !asksReceipt(way) && !way.needsApproval)) return null
  return <Alert type="info" showIcon title={say(way)} className="form-error" />
}

function useWayWords(): (way: JoiningWay) => string {
  const t = useTexts(joiningTexts)
  const { shortMoney, day } = useFormats()
  return ({ receiptFromCents, fee, needsApproval, through }) => {
    const parts = [
      ...(receiptFromCents === 0 ? [t('anyReceipt')] : []),
      ...(receiptFromCents ? [t('receiptFrom', { money: shortMoney(receiptFromCents) })] : []),
      ...(fee ? [t('fee', { money: shortMoney(fee.cents), sku: fee.sku })] : []),
      ...(needsApproval ? [t('approval')] : []),
    ]
    return [
      ...(parts.length > 0 ? parts : [t('free')]),
      ...(through ? [t('through', { day: day(through) })] : []),
    ].join(' ')
  }
}

/** Tells that somebody waits, and what that means, until it is read. */
export function useTellWaiting(): (ticket: JoiningTicket, name: string) => void {
  const t = useTexts(joiningTexts)
  const { day } = useFormats()
  const { modal } = App.useApp()
  return ({ waitsThrough }, name) =>
    void modal.info({ title: t('waitingTitle'), content: t('waitingText', { name, day: day(waitsThrough) }) })
}
