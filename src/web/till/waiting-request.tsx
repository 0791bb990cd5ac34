import { Alert, App, Button, Flex } from 'antd'
import { useState } from 'react'
import { useAction } from '../api/action.ts'
import { decideJoiningAtTill } from '../api/joining.ts'
import { readMember } from '../api/members.ts'
import { joiningTexts, requestTexts } from '../texts/joining.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useFormats } from '../ui/formats.ts'
import { forgetAsked, type Waiting } from './asked-here.ts'
import type { TillPlace } from './basket.ts'
import { ColleagueApproval } from './colleague-approval.tsx'
import type { BuyingMember } from './sale.ts'

type WaitingRequestProps = {
  place: TillPlace
  waiting: Waiting | null
  onClose: () => void
  onJoined: (member: BuyingMember) => void
}

/** Tells that somebody waits, and lets a colleague who may decide do it here; left alone, it waits for the console. */
export function WaitingRequest({ waiting, onClose, ...more }: WaitingRequestProps) {
  const r = useTexts(requestTexts)
  const j = useTexts(joiningTexts)
  // null: nobody has said yet what it shall be.
  const [isApproved, setApproved] = useState<boolean | null>(null)
  const close = () => {
    setApproved(null)
    onClose()
  }
  const decision = { isApproved, setApproved, onClose: close }
  const titleOf = ({ name }: Waiting) =>
    isApproved === null ? j('waitingTitle') : r(isApproved ? 'approveFor' : 'refuseFor', { name })
  return (
    <FormDialog isOpen={waiting !== null} onCancel={close} title={waiting ? titleOf(waiting) : ''} width={480}>
      {waiting ? <Decision waiting={waiting} {...decision} {...more} /> : null}
    </FormDialog>
  )
}

type DecisionProps = WaitingRequestProps & {
  waiting: Waiting
  isApproved: boolean | null
  setApproved: (isApproved: boolean | null) => void
}

function Decision({ place, waiting, isApproved, setApproved, onClose, onJoined }: DecisionProps) {
  const { ticket, name } = waiting
  const t = useTexts(tillTexts)
  const r = useTexts(requestTexts)
  const j = useTexts(joiningTexts)
  const { message } = App.useApp()
  const { day } = useFormats()
  const fetching = useAction({ send: (number: string) => readMember(number), onDone: onJoined, asker: 'button' })
  const deciding = useAction({
    send: decideJoiningAtTill,
    asker: 'form',
    onDone: ({ memberNumber }) => {
      forgetAsked(ticket.requestId)
      onClose()
      if (memberNumber === null) return void message.success(r('refused'))
      void message.success(t('joined', { name }))
      fetching.start(memberNumber)
    },
  })
  if (isApproved === null)
    return (
      <>
        <p className="page-about">{j('waitingAtTill', { name, day: day(ticket.waitsThrough) })}</p>
        <Flex vertical gap={8}>
          <Button type="primary" onClick={() => setApproved(true)}>
            {j('approveHere')}
          </Button>
          <Button onClick={() => setApproved(false)}>{j('refuseHere')}</Button>
          <Button onClick={onClose}>{j('decideLater')}</Button>
        </Flex>
      </>
    )
  const subject = { requestId: ticket.requestId, isApproved }
  return (
    <>
      <ColleagueApproval
        about={
          <>
            {r(isApproved ? 'approveAbout' : 'refuseAbout', { name })}
            <br />
            {j('decideHere')}
          </>
        }
        reasonLabel={r('why')}
        reasonLengthMin={3}
        submitText={r(isApproved ? 'approve' : 'refuse')}
        bodyOf={approver => ({ act: 'decide-joining', ...place, ...subject, ...approver })}
        onApproved={({ token }, reason) => deciding.start({ ...subject, ...place, reason, approval: token })}
      />
      {deciding.errorText ? <Alert role="alert" type="error" showIcon title={deciding.errorText} /> : null}
      <Button type="link" block onClick={() => setApproved(null)}>
        {j('back')}
      </Button>
    </>
  )
}
