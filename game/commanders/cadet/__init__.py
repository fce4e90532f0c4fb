"""The commander `cadet`: sound tactics and no plan.

It sees what is worth holding and how strong both sides are there, sends units where they are wanted, proposes the
assaults whose forecast promises more than they cost, supports them with guns, digs in by staying where it is strong,
keeps works that hold something, and pulls out others that are shaken or cut off. It proposes orders by the same door
as a player and knows nothing that the rules do not say.

`turn` runs through the stages of a player turn, `tasks` says who goes where, `marches`, `assaults` and `pressure` how,
by what objectives are worth and how long the ways are (`commanders.ground`); `mind` has all that is known and thought.
`accounts` and `reasons` say why. `commander` puts them together; `examples` says what it is compiled with; `probes` are
there for `bench`, `policies` to hold commanders against.
"""
