import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Modal, Upload } from 'antd'
import { useState } from 'react'
import type { GoodsFileAnswer, GoodsFileBody } from '../../../shared/contract/imports.ts'
import { useAction } from '../../api/action.ts'
import { importGoodsFile, tryGoodsFile } from '../../api/imports.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { commonTexts } from '../../texts/common.ts'
import { goodsImportTexts } from '../../texts/goods-import.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { ImportPreview } from './import-preview.tsx'

/** Three mebibytes: in base64, with what is around it, as much as the server takes. */
const fileBytesMax = 3 * 1024 * 1024

export function ImportButton() {
  const t = useTexts(goodsImportTexts)
  const dialog = useOpener()
  return (
    <>
      <PermittedButton needs="organisation.manage" onClick={dialog.open}>
        {t('import')}
      </PermittedButton>
      <Modal open={dialog.isOpen} onCancel={dialog.close} title={t('title')} footer={null} destroyOnHidden width={720}>
        <Import key={dialog.opening} onDone={dialog.close} />
      </Modal>
    </>
  )
}

function Import({ onDone }: { onDone: () => void }) {
  const t = useTexts(goodsImportTexts)
  const common = useTexts(commonTexts)
  const { count } = useFormats()
  const { message } = App.useApp()
  const cache = useQueryClient()
  const [file, setFile] = useState<GoodsFileBody | null>(null)
  const [trial, setTrial] = useState<GoodsFileAnswer | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const trying = useAction({ send: tryGoodsFile, asker: 'form', onDone: setTrial })
  const importing = useAction({
    send: importGoodsFile,
    asker: 'form',
    onDone: ({ added, changed }) => {
      void cache.invalidateQueries({ queryKey: queryKeys.everyGoods })
      void message.success(t('done', { added: count(added), changed: count(changed) }))
      onDone()
    },
  })
  const take = async (chosen: File) => {
    setTrial(null)
    setFile(null)
    importing.forgetError()
    if (chosen.size > fileBytesMax) return setWrong(t('tooLarge'))
    setWrong(null)
    const body = { fileName: chosen.name, content: await base64Of(chosen) }
    setFile(body)
    trying.start(body)
  }
  const written = trial ? trial.added + trial.changed : 0
  const errorText = wrong ?? trying.errorText ?? importing.errorText
  return (
    <div className="stack">
      <p className="page-about">{t('about')}</p>
      <Upload
        accept=".csv,.xlsx"
        showUploadList={false}
        beforeUpload={chosen => {
          void take(chosen)
          return false
        }}
      >
        <Button loading={trying.isBusy}>{file ? t('another', { name: file.fileName }) : t('choose')}</Button>
      </Upload>
      {errorText ? <Alert role="alert" type="error" showIcon title={errorText} /> : null}
      {trial ? <ImportPreview trial={trial} /> : null}
      <Flex justify="flex-end" gap={8}>
        <Button onClick={onDone}>{common('cancel')}</Button>
        <Button
          type="primary"
          disabled={!file || written === 0}
          loading={importing.isBusy}
          onClick={() => file && importing.start(file)}
        >
          {t('start', { count: count(written) })}
        </Button>
      </Flex>
    </div>
  )
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const parts: string[] = []
  // A call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8_192)))
  return btoa(parts.join(''))
}
