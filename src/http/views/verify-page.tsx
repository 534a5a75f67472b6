import { isIssuedHere } from '../../present/is-issued-here.ts';
import { ProblemView } from '../../present/problem-view.tsx';
import { ReceiptSheet } from '../../present/receipt/receipt-sheet.tsx';
import { ResultView } from '../../present/result-view.tsx';
import { verifierPath } from '../../present/verifier-path.ts';
import { Layout } from './layout.tsx';
import { listTranslations } from './list-translations.ts';
import type { VerifyPageProps } from './page-props.ts';
import { VerifierBody } from './verifier-body.tsx';

/** Works without JavaScript (the server checks what is posted) and, with it, without the server. */
export function VerifyPage({ words, instance, url, result, receipt, problem }: VerifyPageProps) {
  const { page, problems } = words;
  const search = url === undefined ? '' : `?url=${encodeURIComponent(url)}`;
  const isAnswered = result !== undefined || problem !== undefined;
  return (
    <Layout
      words={words}
      instance={instance}
      title={page.title}
      description={page.description}
      isIndexed={url === undefined && !isAnswered}
      script={instance.assets.verifier}
      isInstallable
      current="verify"
      translations={listTranslations(words.language, (language) => `${verifierPath(language)}${search}`)}
      {...(receipt === undefined
        ? {}
        : { printed: <ReceiptSheet receipt={receipt} words={words.receipt} /> })}
    >
      <VerifierBody
        words={words}
        settings={{
          workers: { check: instance.assets.checkWorker, qr: instance.assets.qrWorker },
          policy: '/policy.json',
          relay: '/relay',
          isSample: instance.sample,
        }}
        {...(url === undefined ? {} : { url })}
      >
        {result !== undefined ? (
          <>
            <p class="note">{page.checkedOnServer}</p>
            <ResultView
              words={words}
              result={result}
              checkedBy="server"
              isSample={instance.sample && isIssuedHere(result, instance.publicUrl)}
              timeZone="UTC"
            />
          </>
        ) : problem !== undefined ? (
          <ProblemView
            words={words}
            problem={{
              headline: problems.formHeadline,
              sentence: problems.form[problem],
              advice: problems.formAdvice,
            }}
          />
        ) : undefined}
      </VerifierBody>
    </Layout>
  );
}
