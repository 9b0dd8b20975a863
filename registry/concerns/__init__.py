"""Questions and concerns of the public: sent, read by an officer, answered, and shown beside.

A concern changes no score and no status. What was sent and what is public are two things: the row
holds what was sent, its acts hold what was decided, answered and published, and are only added to.
"""
