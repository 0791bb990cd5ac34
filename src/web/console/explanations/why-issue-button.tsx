import { Button, Drawer } from 'antd'
import { readIssueStory } from '../../api/explanations.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useOpener } from '../../ui/opener.ts'
import { WhyStory } from './story.tsx'

type Asked = { memberNumber: string; issueId: string; name: string }

/** Opens why a benefit was not issued when its time came. */
export function WhyIssueButton({ memberNumber, issueId, name }: Asked) {
  const t = useTexts(explanationTexts)
  const { isOpen, open, close } = useOpener()
  return (
    <>
      <Button type="link" className="link-in-list" aria-label={t('whyIssue', { name })} onClick={open}>
        {t('why')}
      </Button>
      <Drawer open={isOpen} onClose={close} size={480} title={t('issueTitle')} destroyOnHidden>
        <WhyStory
          name={queryKeys.issueStory(memberNumber, issueId)}
          readStory={audience => readIssueStory({ memberNumber, issueId }, audience)}
        />
      </Drawer>
    </>
  )
}
