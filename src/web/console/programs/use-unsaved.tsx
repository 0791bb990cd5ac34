import { useBlocker } from '@tanstack/react-router'
import { Button, Flex, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../texts/phrases.ts'
import { unsavedTexts } from '../../texts/programs.ts'
import { pageNow } from '../../ui/page-now.ts'
import type { Wish } from './ask-card.tsx'
import { type DraftPlace, forgetDraft, keepDraft } from './kept-draft.ts'

type Written = { text: string; wish: Wish }

const isSame = (a: Written, b: Written) => a.text === b.text && JSON.stringify(a.wish) === JSON.stringify(b.wish)

type Unsaved = { place: DraftPlace; saved: Written; now: Written; baseRelease: number }

/**
 * Keeps on this device what is not saved, and asks before it is left, also by closing the tab.
 * @returns the question, to be shown, and what to call with what the server took, before the page is left for it
 */
export function useUnsaved({ place, saved: begun, now, baseRelease }: Unsaved): {
  question: ReactNode
  noteSaved: (taken: Written) => void
} {
  const [saved, setSaved] = useState(begun)
  const isUnsaved = !isSame(saved, now)
  const mayLeave = useRef(false)
  useEffect(() => {
    mayLeave.current = !isUnsaved
  }, [isUnsaved])
  const { email, changeId, code } = place
  useEffect(() => {
    const here = { email, changeId, code }
    if (isUnsaved) keepDraft(here, { ...now, baseRelease, keptAt: pageNow().toISOString() })
    else forgetDraft(here)
  }, [isUnsaved, now, baseRelease, email, changeId, code])
  const leaving = useBlocker({
    shouldBlockFn: () => !mayLeave.current,
    enableBeforeUnload: () => !mayLeave.current,
    withResolver: true,
  })
  return {
    noteSaved: taken => {
      mayLeave.current = true
      forgetDraft(place)
      setSaved(taken)
    },
    question: <Question isOpen={leaving.status === 'blocked'} onStay={leaving.reset} onLeave={leaving.proceed} />,
  }
}

type QuestionProps = { isOpen: boolean; onStay: (() => void) | undefined; onLeave: (() => void) | undefined }

function Question({ isOpen, onStay, onLeave }: QuestionProps) {
  const t = useTexts(unsavedTexts)
  return (
    <Modal open={isOpen} title={t('title')} footer={null} onCancel={() => onStay?.()} width={440}>
      <p>{t('about')}</p>
      <Flex gap={8} justify="flex-end" wrap>
        <Button onClick={onLeave}>{t('leave')}</Button>
        <Button type="primary" onClick={onStay}>
          {t('stay')}
        </Button>
      </Flex>
    </Modal>
  )
}
