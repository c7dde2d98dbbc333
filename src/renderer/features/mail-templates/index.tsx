import { documentIdSchema } from '../../../shared/ids.ts';
import { useRoute } from '../../state/context.tsx';
import { TemplateList } from './template-list.tsx';
import { TrainerPage } from './trainer.tsx';

/** `#/mail-templates` lists the templates; `#/mail-templates/teach/<document>` teaches one from a mail. */
export function MailTemplatesPage() {
  const [place, id] = useRoute().path;
  const document = documentIdSchema.safeParse(id);
  return place === 'teach' && document.success ? (
    <TrainerPage key={document.data} document={document.data} />
  ) : (
    <TemplateList />
  );
}
