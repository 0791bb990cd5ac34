import { UserOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useAction } from '../api/action.ts'
import type { Member } from '../api/answers.ts'
import { recogniseMember } from '../api/members.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useOpener } from '../ui/opener.ts'
import type { TillPlace } from './basket.ts'
import { JoinDialog } from './join-dialog.tsx'
import { MemberExtras } from './member-extras.tsx'
import { MemberStrip } from './member-strip.tsx'
import type { BuyingMember } from './sale.ts'

type MemberPanelProps = {
  member: BuyingMember | null
  place: TillPlace
  inputRef: RefObject<InputRef | null>
  onChoose: (member: BuyingMember) => void
  onRemove: () => void
  /** Takes a text that names no member as goods. @returns whether it is */
  asGoods: (text: string) => Promise<boolean>
} & FirstScan

/** What was scanned before the page stood: it is looked up as if it had been scanned here, once. */
type FirstScan = { firstScan: string | null; onFirstScan: () => void }

export function MemberPanel({ member, place, onRemove, ...recognise }: MemberPanelProps) {
  const t = useTexts(tillTexts)
  return (
    <section className="sheet" aria-label={t('member')}>
      {member ? (
        <>
          <MemberStrip member={member} onRemove={onRemove} />
          <MemberExtras memberNumber={member.memberNumber} storeCode={place.storeCode} />
        </>
      ) : (
        <Recognise {...recognise} joinPlace={place} />
      )}
    </section>
  )
}

type Found = { text: string; members: readonly Member[] }

type RecogniseProps = Pick<MemberPanelProps, 'inputRef' | 'onChoose'> & {
  /** Where new members join. Without it the field only finds, and leaves the focus to another. */
  joinPlace?: TillPlace
  asGoods?: MemberPanelProps['asGoods']
} & Partial<FirstScan>

/** One field for everything that names a member; a scanner ends with Enter. */
export function Recognise({ inputRef, onChoose, joinPlace, asGoods, firstScan, onFirstScan }: RecogniseProps) {
  const t = useTexts(tillTexts)
  const [text, setText] = useState(firstScan ?? '')
  const [found, setFound] = useState<Found | null>(null)
  const looking = useAction({
    send: recogniseMember,
    asker: 'form',
    onDone: ({ members }, sought) => {
      const [only] = members
      if (only && members.length === 1) onChoose(only)
      else if (members.length > 0 || !asGoods) setFound({ text: sought, members })
      else void asGoods(sought).then(isGoods => (isGoods ? setText('') : setFound({ text: sought, members })))
    },
  })
  const begun = useRef<string | null>(null)
  useEffect(() => {
    if (!firstScan || begun.current === firstScan) return
    begun.current = firstScan
    onFirstScan?.()
    looking.start(firstScan)
  })
  const look = () => {
    setFound(null)
    // Whatever comes of it, the next scan replaces this one.
    inputRef.current?.select()
    if (text.trim() !== '') looking.start(text.trim())
  }
  return (
    <>
      <search className="recognise">
        <Input
          ref={inputRef}
          size="large"
          onFocus={event => event.target.select()}
          autoComplete="off"
          aria-label={t('recognise')}
          placeholder={t('recognise')}
          prefix={<UserOutlined aria-hidden />}
          suffix={<kbd>F2</kbd>}
          value={text}
          onChange={event => setText(event.target.value)}
          onPressEnter={look}
        />
        <Button size="large" onClick={look} loading={looking.isBusy}>
          {t('find')}
        </Button>
        {joinPlace === undefined ? null : (
          <JoinButton place={joinPlace} text={text} onJoined={onChoose} isMain={found?.members.length === 0} />
        )}
      </search>
      <div aria-live="polite" className="found">
        {looking.errorText ? <p role="alert">{looking.errorText}</p> : null}
        {found?.members.length === 0 ? <p>{t('nobody', { text: found.text })}</p> : null}
        {found && found.members.length > 1 ? <Candidates members={found.members} onChoose={onChoose} /> : null}
        {found || looking.errorText || joinPlace === undefined ? null : <p className="soft">{t('recogniseHint')}</p>}
      </div>
    </>
  )
}

type JoinButtonProps = { place: TillPlace; text: string; onJoined: (member: BuyingMember) => void; isMain: boolean }

function JoinButton({ place, text, onJoined, isMain }: JoinButtonProps) {
  const t = useTexts(tillTexts)
  const joining = useOpener()
  return (
    <>
      <Button size="large" type={isMain ? 'primary' : 'default'} onClick={joining.open}>
        {t(isMain ? 'joinNow' : 'join')}
      </Button>
      <JoinDialog
        key={joining.opening}
        place={place}
        text={text}
        isOpen={joining.isOpen}
        onClose={joining.close}
        onJoined={onJoined}
      />
    </>
  )
}

function Candidates({ members, onChoose }: { members: readonly Member[]; onChoose: (member: BuyingMember) => void }) {
  const t = useTexts(tillTexts)
  return (
    <>
      <p>{t('several', { count: members.length })}</p>
      <ul className="candidates">
        {members.map((member, index) => (
          <li key={member.memberNumber}>
            <Button block autoFocus={index === 0} onClick={() => onChoose(member)}>
              {[member.name, member.phoneMasked, member.memberNumber].filter(Boolean).join(' · ')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
