"""Nouns. One word for one thing:

application   申报       what one applicant handed in: a folder, a file or a zip
notice        通知       the call that says who may apply and what must hold
criterion     条件       one condition of the notice, with its clause
candidate     候选值     one value that one place offers for one field
answer        取值       what is believed of one field after all candidates were weighed
witness       旁证       a second, independent look at a candidate's place
verdict       判定       one criterion on one application: met, not met, cannot tell
assessment    审核结论   an application under one notice
problem       问题       something a person should know, with its place and remedy
place         出处       file, page, box and the words as they stood
proof         证明材料   pages that support a claim (licence, lease, roster, …)
"""
