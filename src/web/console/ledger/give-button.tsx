import { useQuery } from '@tanstack/react-query'
import type { Balance } from '../../api/answers.ts'
import { readBalances } from '../../api/ledger.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useTexts } from '../../texts/phrases.ts'
import { transferTexts } from '../../texts/transfer.ts'
import { useOpener } from '../../ui/opener.ts'
import { GiveDialog } from './give-dialog.tsx'

/** Balances that may be given away. */
export type GivenBalance = Balance & { transfer: NonNullable<Balance['transfer']> }

/** Where the program lets members give points to each other; elsewhere nothing is shown. */
export function GiveButton({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(transferTexts)
  const giving = useOpener()
  const { data } = useQuery({ queryKey: queryKeys.balances(memberNumber), queryFn: () => readBalances(memberNumber) })
  const balances = (data?.balances ?? []).flatMap(balance =>
    balance.transfer ? [{ ...balance, transfer: balance.transfer }] : [],
  )
  if (balances.length === 0) return null
  return (
    <>
      <PermittedButton needs="ledger.adjust" onClick={giving.open}>
        {t('give')}
      </PermittedButton>
      <GiveDialog
        key={giving.opening}
        memberNumber={memberNumber}
        balances={balances}
        isOpen={giving.isOpen}
        onClose={giving.close}
      />
    </>
  )
}
