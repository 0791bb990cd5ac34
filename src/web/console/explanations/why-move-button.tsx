import { Button, Drawer } from 'antd'
import { type Move, readMoveStory } from '../../api/explanations.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useOpener } from '../../ui/opener.ts'
import { WhyStory } from './story.tsx'

/** Opens why one move between levels was made. */
export function WhyMoveButton({ move, level }: { move: Move; level: string }) {
  const t = useTexts(explanationTexts)
  const { isOpen, open, close } = useOpener()
  return (
    <>
      <Button type="link" className="link-in-list" aria-label={t('whyMove', { level })} onClick={open}>
        {t('why')}
      </Button>
      <Drawer open={isOpen} onClose={close} size={480} title={t('moveTitle')} destroyOnHidden>
        <WhyStory
          name={queryKeys.moveStory(move.memberNumber, move.program, move.track, move.number)}
          readStory={audience => readMoveStory(move, audience)}
        />
      </Drawer>
    </>
  )
}
