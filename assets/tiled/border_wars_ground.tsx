<?xml version="1.0" encoding="UTF-8"?>
<tileset version="1.10" tiledversion="1.10.2" name="border_wars_ground" tilewidth="56" tileheight="64" tilecount="30" columns="10">
 <image source="border_wars_ground.png" width="560" height="192" />
 <tile id="0" type="lake" />
 <tile id="1" type="pond" />
 <tile id="2" type="river" />
 <tile id="3" type="marsh" />
 <tile id="4" type="grass" />
 <tile id="5" type="sand" />
 <tile id="6" type="village" />
 <tile id="7" type="hill" />
 <tile id="8" type="high_hill" />
 <tile id="9" type="summit" />
 <tile id="10" type="steppe" />
 <tile id="11" type="plateau" />
 <tile id="12" type="basin" />
 <tile id="13" type="ridge" />
 <tile id="14" type="bluff" />
 <tile id="15" type="meadow" />
 <tile id="16" type="terrace" />
 <tile id="17" type="dune" />
 <tile id="18" type="loose_sand" />
 <tile id="19" type="dune_top" />
 <tile id="20" type="reed_bottom" />
 <tile id="21" type="salt_lake" />
 <tile id="22" type="grass_hill" />
 <tile id="23" type="wooded_hill" />
 <tile id="24" type="frozen_steppe" />
 <tile id="25" type="lake_ice" />
 <tile id="26" type="frozen_reeds" />
 <tile id="27" type="deep_river" />
 <tile id="28" type="side_arm" />
 <tile id="29" type="shallows" />
</tileset>
