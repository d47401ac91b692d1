;;; test.el --- ibid in the real Emacs, set up as its page says  -*- lexical-binding: t; -*-

;;; Commentary:

;; The configuration under test is the one that users are told to copy: the Elisp blocks of docs/editors/emacs.md.

;;; Code:

(package-initialize)
(require 'ert)
(require 'eglot)
(require 'flymake)
(require 'markdown-mode)
(require 'xref)

(defconst ibid-test-patience 20 "Seconds that anything may take.")

(defconst ibid-test-work (file-name-as-directory (getenv "IBID_WORK")) "A copy of the sample corpus.")

(defun ibid-test-blocks (file)
  "The Elisp blocks in the Markdown FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (let (blocks)
      (while (re-search-forward "^```elisp\n" nil t)
        (let ((start (point)))
          (re-search-forward "^```$")
          (push (buffer-substring start (match-beginning 0)) blocks)))
      (nreverse blocks))))

(dolist (block (ibid-test-blocks (getenv "IBID_DOCS")))
  (with-temp-buffer
    (insert block)
    (eval-buffer)))
(unless (memq 'eglot-ensure markdown-mode-hook)
  (error "The page on Emacs holds no configuration"))

(defun ibid-test-wait (what question)
  "Call QUESTION until its answer is not nil, and return it; fail for want of WHAT."
  (let ((end (+ (float-time) ibid-test-patience)) answer)
    (while (not (setq answer (funcall question)))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))
    answer))

(defmacro ibid-test-with-note (text &rest body)
  "Open a note with TEXT, wait until Eglot serves it, run BODY in it, and end everything."
  (declare (indent 1))
  `(let ((file (expand-file-name "corpus/notes/test.md" ibid-test-work)))
     (with-temp-file file (insert ,text))
     (let ((buffer (find-file-noselect file)))
       (unwind-protect
           (progn
             ;; In batch mode no command loop runs the hook by which Eglot starts.
             (switch-to-buffer buffer)
             (with-current-buffer buffer (run-hooks 'post-command-hook))
             (ibid-test-wait "Eglot" (lambda () (eglot-current-server)))
             ,@body)
         (when (eglot-current-server)
           (eglot-shutdown (eglot-current-server)))
         (set-buffer-modified-p nil)
         (kill-buffer buffer)))))

(defun ibid-test-go (words &optional into)
  "Go to the first WORDS in the buffer, INTO characters further on."
  (goto-char (point-min))
  (search-forward words)
  (goto-char (+ (match-beginning 0) (or into 0))))

(defun ibid-test-diagnostics ()
  "What Flymake has to say of the buffer."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun ibid-test-key ()
  "The key that the sample's own notes cite for the sentence about Panama."
  (with-temp-buffer
    (insert-file-contents (expand-file-name "corpus/notes/01-fonseca-brief.md" ibid-test-work))
    (search-forward "We are not building a rival")
    (re-search-forward "\\[@\\([^]]+\\)\\]")
    (match-string 1)))

(defconst ibid-test-quote "Every buoy out there stands where the Court put it in 1992")

(defun ibid-test-note (quote)
  "A note that quotes QUOTE."
  (format "# Honduras\n\nRear Admiral Héctor Bustillo said “%s” [@%s].\n" quote (ibid-test-key)))

(ert-deftest a-wrong-quotation-is-said-and-mended ()
  (ibid-test-with-note (ibid-test-note (string-replace "1992" "1929" ibid-test-quote))
    (let ((said (ibid-test-wait "the finding" #'ibid-test-diagnostics)))
      (should (string-match-p "1992" (car said))))
    (ibid-test-go "1929" 1)
    (let* ((actions (eglot-code-actions (point) (point) "quickfix"))
           (mend (seq-find (lambda (action) (string-match-p "source" (plist-get action :title))) actions)))
      (should mend)
      (eglot--dcase mend
        (((CodeAction) edit) (eglot--apply-workspace-edit edit)))
      ;; Sent from an idle timer, which batch mode never runs.
      (eglot--signal-textDocument/didChange))
    (should (string-match-p "in 1992” " (buffer-string)))
    (ibid-test-wait "the finding to go" (lambda () (null (ibid-test-diagnostics))))))

(ert-deftest definition-leads-to-the-line-that-introduces-an-actor ()
  (ibid-test-with-note "# Honduras\n\nThe woman from Bergen is Ingeborg Halvorsen.\n"
    (ibid-test-go "Halvorsen" 2)
    (let ((places (ibid-test-wait "the place" (lambda () (xref-backend-definitions 'eglot "Halvorsen")))))
      (should (= (length places) 1))
      (let* ((marker (xref-location-marker (xref-item-location (car places)))))
        (with-current-buffer (marker-buffer marker)
          (goto-char marker)
          (should (string-match-p "tidewater" buffer-file-name))
          (should (string-match-p "Dr Ingeborg Halvorsen, a maritime lawyer"
                                  (buffer-substring (line-beginning-position) (line-end-position)))))))))

(ert-deftest hover-tells-who-somebody-is ()
  (ibid-test-with-note (ibid-test-note ibid-test-quote)
    (ibid-test-go "Bustillo" 2)
    (let (told)
      (ibid-test-wait
       "the card"
       (lambda ()
         (eglot-hover-eldoc-function (lambda (text &rest _) (setq told text)))
         (accept-process-output nil 0.2)
         (and told (string-match-p "navy" told)))))))

(ert-deftest a-name-is-completed-from-a-near-spelling ()
  (ibid-test-with-note "# Honduras\n\nSeen with Bustilo\n"
    (ibid-test-go "Bustilo" 7)
    (ibid-test-wait
     "Bustillo"
     (lambda ()
       (pcase-let ((`(,start ,end ,table . ,_) (eglot-completion-at-point)))
         (let ((offered (all-completions (buffer-substring start end) table)))
           (seq-some (lambda (one) (string-match-p "Héctor Bustillo" one)) offered)))))))

;;; test.el ends here
