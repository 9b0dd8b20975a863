"""What the descriptions of the open data say, in both languages."""

from collections.abc import Mapping

Text = Mapping[str, str]

TITLE: Text = {
    "en": "Register of anti-trafficking statements and recruitment-fee disclosures in Malaysia",
    "ms": "Daftar penyata antipemerdagangan orang dan pendedahan fi pengambilan di Malaysia",
}
DESCRIPTION: Text = {
    "en": (
        "Who has published an anti-trafficking statement in each reporting year, what each "
        "statement answers and commits to, what workers paid to get their jobs and what was repaid."
    ),
    "ms": (
        "Siapa yang telah menerbitkan penyata antipemerdagangan orang pada setiap tahun pelaporan, "
        "apa yang dijawab dan dijanjikan dalam setiap penyata, jumlah yang dibayar oleh pekerja "
        "untuk mendapat kerja dan jumlah yang dibayar balik."
    ),
}
METHODOLOGY: Text = {
    "en": (
        "Organisations file their answers and sign them; an officer reads each filing before it is "
        "published. Outcomes, scores and grades are worked out by published, dated rules from what "
        "the organisation declared, and stand under the version of the rules."
    ),
    "ms": (
        "Organisasi memfailkan dan menandatangani jawapannya; seorang pegawai membaca setiap "
        "pemfailan sebelum diterbitkan. Hasil, skor dan gred dikira mengikut peraturan bertarikh "
        "yang diterbitkan berdasarkan pengisytiharan organisasi, dan menyatakan versi peraturan."
    ),
}
CAVEAT: Text = {
    "en": (
        "A status is true on the day in as_of. A grade is empty until the organisation's right of "
        "reply has ended. Figures about fewer than five people are left out, with any other figure "
        "that would give them away: an empty cell is not a zero. A result is not a finding of an "
        "offence."
    ),
    "ms": (
        "Status adalah benar pada hari dalam as_of. Gred kosong sehingga tamat hak organisasi "
        "memberi maklum balas. Angka tentang kurang daripada lima orang tidak dipaparkan, begitu "
        "juga angka lain yang boleh mendedahkannya: sel kosong bukan sifar. Hasil penilaian bukan "
        "dapatan tentang sesuatu kesalahan."
    ),
}
PUBLICATION: Text = {
    "en": "The pages of the register show the same figures, each with its source.",
    "ms": "Halaman daftar ini memaparkan angka yang sama, setiap satu dengan sumbernya.",
}
