import { isIssuedHere } from '../../present/is-issued-here.ts';
import { ProblemView } from '../../present/problem-view.tsx';
import { ReceiptSheet } from '../../present/receipt/receipt-sheet.tsx';
import { ResultView } from '../../present/result-view.tsx';
import { ENGLISH } from '../../present/words/english/english.ts';
import { Layout } from './layout.tsx';
import type { VerifyPageProps } from './page-props.ts';
import { VerifyForm } from './verify-form.tsx';

/** Works without JavaScript (the server checks what is posted) and, with it, without the server. */
export function VerifyPage({ instance, url, result, receipt, problem }: VerifyPageProps) {
  const isAnswered = result !== undefined || problem !== undefined;
  return (
    <Layout
      instance={instance}
      title="Check a credential"
      description="Check a teacher leader’s credential in your browser: one plain answer, no account, nothing uploaded."
      isIndexed={url === undefined && !isAnswered}
      script={instance.assets.verifier}
      current="verify"
      {...(receipt === undefined
        ? {}
        : { printed: <ReceiptSheet receipt={receipt} words={ENGLISH.receipt} /> })}
    >
      <p class="visually-hidden" id="announcer" role="status"></p>
      <div
        id="result"
        {...(instance.sample ? { 'data-sample': '' } : {})}
        {...(isAnswered ? {} : { hidden: true })}
      >
        {result !== undefined && (
          <>
            <p class="note">
              This was sent to our server, checked there, and not kept. With JavaScript on, it is checked in
              your browser and sent nowhere.
            </p>
            <ResultView
              result={result}
              checkedBy="server"
              isSample={instance.sample && isIssuedHere(result, instance.publicUrl)}
              timeZone="UTC"
            />
          </>
        )}
        {result === undefined && problem !== undefined && (
          <ProblemView
            headline="No answer"
            sentence={problem}
            advice="Try again, or choose another way to hand it in."
          />
        )}
      </div>
      <VerifyForm heading={isAnswered ? 'h2' : 'h1'} {...(url === undefined ? {} : { url })} />
    </Layout>
  );
}
