"""What the fictional commitment statements are made of: for each paragraph, openings and more."""

OPENING = (
    (
        "{name} publishes this commitment for the financial year reported in {year}.",
        "This is what the directors of {name} have to say about forced labour in {year}.",
        "With this text {name} answers for how people were hired and treated in its care.",
        "Every year {name} tells the public what it found; this is the report filed in {year}.",
        "The board of {name} has read, discussed and approved what follows.",
    ),
    (
        "We employ {heads} people in {places}, and {entities} companies of the group are covered.",
        "Our {heads} employees work in {places}; the report covers {entities} group companies.",
        "It speaks for {entities} companies with {heads} people on their payrolls in {places}.",
        "In {places} a total of {heads} people work for the {entities} companies described here.",
    ),
    (
        "Whoever supplies us is asked for the same.",
        "Nothing here is left to a supplier's good will: it stands in the contract.",
        "What we ask of ourselves we ask of those we buy from.",
        "The purchasing department may not sign where a supplier refuses these terms.",
        "Shareholders asked about it {some} times at the last general meeting.",
        "The text was read out in three languages before it was printed.",
        "Whoever finds a mistake in it is thanked by name, if they wish.",
        "An older version of {name} is kept beside it, so that promises can be compared.",
        "Lenders receive it together with the accounts.",
        "No figure in it was taken from a brochure.",
    ),
)
HIRING = (
    (
        "During the year {recruits} workers came to us from {origins}.",
        "We hired {recruits} people from {origins}, each against a written demand.",
        "From {origins} came {recruits} newcomers, whom we met before they left home.",
        "{recruits} men and women from {origins} started work with us.",
    ),
    (
        "A job here costs a worker nothing: agency fees, tests, flights and permits are ours.",
        "Agents, clinics, airlines and the immigration office send their bills to us alone.",
        "Whatever it costs to bring somebody here we pay, from the first interview to the return.",
        "Recruitment is a cost of business, and the business bears it in both countries.",
    ),
    (
        "After arrival we asked newcomers, away from their supervisors, what they had paid.",
        "An interpreter from outside asked each group what money had changed hands.",
        "We checked by telephone and face to face, since papers alone prove little.",
        "Receipts were compared with what workers told us in their own language.",
        "A charity in the origin country listened to {some} families of recruits.",
        "We pay agents a flat fee, which they lose when a worker has been charged.",
        "Contracts were signed before departure and read aloud by somebody from home.",
        "Recruits saw photographs of the rooms before they decided.",
        "Flights were booked by {name} itself, to keep brokers away from the airport.",
    ),
    (
        "Interpreters spent {some} hours with them.",
        "From offer to arrival {some} days passed on average.",
        "The first wage was in their accounts after {some} days.",
        "Of those we had chosen, {some} changed their minds at home and lost nothing.",
    ),
)
NO_HIRING = (
    (
        "Nobody was brought from abroad to {name} in {year}.",
        "{name} did not recruit in other countries.",
        "No worker came from another country to join the {heads} people of {name}.",
    ),
    (
        "Vacancies in {places} were filled through the public employment service.",
        "We advertise in {places} and hire those who apply in person.",
        "Our offices in {places} interviewed every applicant themselves.",
    ),
    (
        "Cleaners and guards of contractors are asked every quarter how they were hired.",
        "Contractors show us payslips of their guards twice a year.",
        "We walk the premises with contractors' staff and listen to them.",
        "Apprentices from {places} made up {some} of the newcomers.",
        "Agency staff are paid by the hour and see the invoice that we pay for them.",
        "Nobody paid for a uniform, a badge or a medical check.",
        "Two caterers lost their contracts because their cooks had been charged for visas.",
        "We asked {some} temporary workers who had sent them, and what it had cost.",
        "Students on placement hold a contract like everybody else.",
        "Drivers of hauliers rest in rooms that {name} pays for.",
        "A list of all contractors on site hangs at every gate.",
    ),
    ("Of all applicants {some} were turned away.", "Some {some} contractors' staff took part."),
)
REPAID = (
    (
        "Workers told us of fees that agents had taken at home, and we did not wait for proof.",
        "Some newcomers had borrowed to pay an agent before we ever heard their names.",
        "Interviews brought to light payments that our contracts forbid.",
        "Of {recruits} recruits more than half first said that they had paid nothing.",
        "An app on which workers rate agents gave the first hint.",
    ),
    (
        "We gave back RM{repaid} by bank transfer, to those who had left as well.",
        "RM{repaid} went back to them with the wages of two months.",
        "Repayments came to RM{repaid}, line by line in the fee table.",
        "By the end of the year RM{repaid} had reached the accounts of those who had paid.",
    ),
    (
        "Two agents of {name} lost our business over it.",
        "The contract with the agent now names a penalty for each ringgit taken.",
        "An auditor followed a sample of the transfers to the accounts.",
        "A bank in {origins} confirmed a sample of them.",
        "We asked again three months later, and {name} keeps the answers.",
    ),
    (
        "A further {some} people wrote to ask about it.",
        "We spoke with {some} families at home.",
        "It took {some} days from the first hint to the last transfer.",
    ),
)
VOICE = (
    (
        "At our {sites} workplaces complaints go to a line that we do not run.",
        "Workers at all {sites} sites elect who speaks for them.",
        "A committee meets at each of the {sites} sites on the first Monday of the month.",
        "Posters at {sites} sites give the numbers to call, in the languages spoken there.",
    ),
    (
        "We opened {cases} cases and say below how they ended.",
        "There were {cases} complaints, most of them about hours and rooms.",
        "The register of complaints shows {cases} entries for the year.",
        "{cases} people used it, which we take as a sign of trust.",
    ),
    (
        "Nobody loses a shift, a bed or a bonus for having complained.",
        "A manager who punishes a complaint is dismissed; it happened once.",
        "Retaliation is a disciplinary matter, judged by people outside the site.",
        "Names stay with the person who took the call.",
        "Women are called back by women, if they ask for it.",
        "The committee of workers sees the list of cases without names.",
        "Complaints about agents go to the board of {name} at once.",
        "Half of the members of each committee come from abroad.",
        "Calls are answered in the evening, when shifts are over.",
        "What we learned changed the rota of {some} people.",
        "A box for letters hangs where no camera looks.",
        "Supervisors were told what they may not ask after a complaint.",
        "Three cases went to the Labour Department with the consent of those concerned.",
    ),
    (
        "The longest case took {some} days.",
        "In {some} hours on average somebody had called back.",
        "A sample of {some} callers said whether the answer had helped them.",
    ),
)
NEXT = (
    (
        "By the next report we will have visited {visits} of our {risky} riskiest suppliers.",
        "Next on our list are the hostels that we rent from others, {visits} of them in all.",
        "Our next step is to visit {visits} agents and clinics where they recruit.",
        "We mean to publish the names of {risky} suppliers that we watch most closely.",
        "We will ask {visits} workers who went home what we failed to see.",
        "Transport contractors come next: {visits} of them carry our people to work.",
        "In {places} we will count nights, not beds, when we judge a room.",
        "A second interpreter will join the visits to {risky} suppliers.",
    ),
    (
        "The {post} answers for this to the board and reports every quarter.",
        "The board hears of it four times a year from our {post}.",
        "Questions may be put to the {post} of {name}, whose address is on our website.",
        "At {name} this work belongs to the {post}, and to nobody else.",
        "Our {post} may stop any purchase, and did so in {year}.",
    ),
    (
        "We know that a clean report may only mean that we did not look.",
        "There is much that we do not know about the third tier of suppliers.",
        "What {name} could not check is named in the answers that go with this text.",
        "We prefer a bad figure to a blank one.",
        "Where an answer is missing, we had no figure that we would swear to.",
        "Our auditors saw {audited} of {sites} workplaces; we say so because it is not all.",
        "Whoever reads this and knows better is asked to write to us.",
        "None of this is finished, and the figures of {year} show it.",
        "Buyers may see the reports of all {some} visits.",
        "A fund of {name} pays for translators at the sites of suppliers.",
        "We have asked the bank for a loan that costs less when repayments are early.",
        "The list of promises hangs in every canteen.",
        "Prices that leave no room for decent pay are no longer accepted by our buyers.",
        "Rooms with more than four beds will be gone within {visits} months.",
    ),
)
PAPERS = (
    (
        "Passports stay with the people whose names are in them.",
        "Nobody in our companies keeps another person's passport or work permit.",
        "A passport is its owner's, and so is the key to the locker in which it lies.",
        "Pasport disimpan oleh pemiliknya sendiri, bukan oleh majikan.",
    ),
    (
        "Each of our {heads} people can reach theirs at any hour without asking.",
        "Lockers with a lock of their own are in every room at {entities} companies.",
        "In {year} this was checked in every hostel, by day and by night.",
    ),
    (
        "Renewals take at most {some} hours, against a receipt.",
        "A foreman who collects identity documents is moved at once.",
        "Agents who hold on to a passport lose our custom.",
        "Copies are made in the worker's presence and the original is handed back.",
        "Nobody signs a paper saying that an employer may keep it.",
        "Whoever goes home on leave takes the passport along and owes no deposit.",
        "Security guards are told the same as everybody else.",
        "Clinics and embassies hand it to the worker, never to our office.",
    ),
)
LAW = (
    "Trafficking in persons and forced labour are offences under the Anti-Trafficking in Persons "
    "and Anti-Smuggling of Migrants Act 2007 and the Employment Act 1955. Anyone may report them "
    "to the national hotline 03-8000 8000, in confidence and free of charge."
)
"""What the regulator asks everyone to print: the same words in every statement."""
