<?xml version="1.0" encoding="UTF-8"?>
<tileset version="1.10" tiledversion="1.10.2" name="ground" tilewidth="40" tileheight="44" tilecount="3" columns="3">
 <image source="ground.png" width="120" height="44"/>
 <tile id="0" type="grass"/>
 <tile id="1" type="hill"/>
 <tile id="2">
  <properties>
   <property name="ground" value="my_ice"/>
   <property name="character" value="~"/>
  </properties>
 </tile>
</tileset>
